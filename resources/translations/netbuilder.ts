<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
 <context>
  <name>AboutDialog</name>
  <message>
   <source>About NetBuilder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>NetBuilder {version}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw a neural network, watch it learn, watch it overfit, leave with code.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Actions</name>
  <message>
   <source>&amp;File</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import block…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export block…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add block to my blocks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Quit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Edit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Redo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cut</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paste</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Duplicate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Select all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replace…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put another layer in the place of the selected ones, keeping the wires</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network does without the selected layers: what arrives passes them by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unpack block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;View</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zoom in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zoom out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Actual size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fit to window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Class view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only curves and predictions, large enough for a projector; press Esc to leave</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Full screen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Help</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All commands…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>About NetBuilder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Inspector</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Curves</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Code and runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Follow the system</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Light</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dark</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Light or dark</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Layout</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arrange</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arrange from top to bottom</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arrange selection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add frame</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Align left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Align centers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Align right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Align top</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Align middles</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Align bottom</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Distribute horizontally</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Distribute vertically</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resume</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train from new random weights, or resume after a pause</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pause</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pause training; press again to resume</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train one epoch, then pause</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop training and keep the result so far</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repeat with 8 seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train with several seeds in turn, to see how much is luck</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Continue last run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Continue training from where the last run ended</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore best epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore the network from the epoch with the lowest validation loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predict new rows…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the network of a run says of rows from a file, or of typed ones</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Score test rows…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The figure to report: the best epoch of the last run on unused rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remedies…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>List everything that may help this run, with reasons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step through a minibatch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forward, loss, backward and update, one after another, with every number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step back in the minibatch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of a minibatch…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>See which rows each minibatch holds, as the training will draw them</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learning-rate finder…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try growing learning rates, and see where the loss falls fastest</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias–variance lab…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measure bias², variance and noise of this network over many training sets</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AllGood</name>
  <message>
   <source>No problems. Ready to train.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No problems so far. The rows are not checked yet.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ArrayImage</name>
  <message>
   <source>Image of the numbers</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ArrayWindow</name>
  <message>
   <source>Sheet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{shape}, {dtype} · {low} to {high} · mean {mean}, deviation {deviation}, norm {norm} · {zeros} zeros</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} not finite</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Banner</name>
  <message>
   <source>Dismiss</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Banners</name>
  <message>
   <source>Saved as “{file}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved as “{file}”, and beside it {others}.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BatchModel</name>
  <message>
   <source>row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network gets {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>image</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BatchTable</name>
  <message>
   <source>Rows of the minibatch</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BatchWindow</name>
  <message>
   <source>Rows of a minibatch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Minibatch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the data …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{rows} rows, one of {batches} minibatches of each epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{rows} rows, the only minibatch of each epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>in an order that is drawn anew for each epoch, from seed {seed}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>in the order of the data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count}, {order}. Values are those of the data, before normalization.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} more features are not shown.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BlockFiles</name>
  <message>
   <source>Import block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete “{file}” from your own blocks? This cannot be undone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Projects that use the block keep it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Blocks (*.netblock);;All files (*)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Breadcrumbs</name>
  <message>
   <source>Open blocks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is changed here changes in all of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{number} of {times}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It comes {times} times in a row: shapes and sizes are those of the first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It comes {times} times in a row: values are those of this one, shapes those of the first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>used {count} times</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Canvas</name>
  <message>
   <source>Canvas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repair: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rename</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open into operations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connect to…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replace…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unmute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add frame</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rename block…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make independent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unpack block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Insert a layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add reroute point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove its reroute points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove reroute point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove all of this wire</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edit text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cut</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Duplicate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Color</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a layer…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paste</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Select all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arrange</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arrange from top to bottom</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show everything</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Release to cut the wires: {count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Release to insert it into this wire</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Release here to remove the wire</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Release here to add a layer</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CanvasActions</name>
  <message>
   <source>Node name</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ChartBoard</name>
  <message>
   <source>Fan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Locations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>, at {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The fan: one architecture, {count} networks{at}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where the error comes from{at}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learning curve</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which value is best</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>During training{at}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ChartStack</name>
  <message>
   <source>Which chart is shown</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ChoiceEditor</name>
  <message>
   <source>several values</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ClassView</name>
  <message>
   <source>Leave</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave class view (Esc)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Class view</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Code</name>
  <message>
   <source>Side by side</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the code of two frameworks side by side</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run the scripts of all frameworks, and compare them with the program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comparison</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CodeColumn</name>
  <message>
   <source>Framework</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run this script in a process of its own, and show what it prints</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save this script</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy all of the code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The code of this network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click a line to find its layer, or what corresponds to it in the other column.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The code appears here once this is mended:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only the sound part:</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ColourScale</name>
  <message>
   <source>Color scale of the loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loss {low} to {high}; a line for each level</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ColumnDelegate</name>
  <message>
   <source>Role</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>automatic</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ColumnModel</name>
  <message>
   <source>Column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Role</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Distinct</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left out: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{low} to {high}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ColumnTable</name>
  <message>
   <source>Columns</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ColumnView</name>
  <message>
   <source>Columns of the file</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CommandPalette</name>
  <message>
   <source>Command palette</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What do you want to do, or which layer do you want to add?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search commands and layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Commands and layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is called “{words}”. Try a shorter word.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ComparedRuns</name>
  <message>
   <source>{count} runs: mean, lowest to highest</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the previous run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run}, the previous one</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CountField</name>
  <message>
   <source>At most {limit}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>At least {limit}.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CrashReport</name>
  <message>
   <source>Something went wrong</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>NetBuilder ran into an unexpected error.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your work is still here: save it. The details below help the developers to fix the error.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CurveBar</name>
  <message>
   <source>Loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Log</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw losses on a logarithmic axis</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>light</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>strong</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Smooth the lines with a centered mean over {light} (light) or {strong} (strong) of the epochs, or fewer near the start. The measured values stay visible, paler.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Smooth: {strength}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the curves as an image or as numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the curves</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PNG image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SVG image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CSV table</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Curves</name>
  <message>
   <source>Press Train to see training and validation loss here, live.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training and validation curves</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not trained yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{epochs} epochs. Final loss: training {training}, validation {validation}. Lowest validation loss: {lowest} in epoch {best}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{epochs} epochs. Final training loss: {training}. Lowest: {lowest} in epoch {best}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loss (mean per row)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{epoch}:  training {training} · validation {validation}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epoch {values}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source> (balanced {value})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run} ({difference})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the curves</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DataForm</name>
  <message>
   <source>Split and scale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Noise added to the training rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Preview</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DataPreview</name>
  <message>
   <source>Reading the data …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing to show yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{training} rows for training, {validation} for validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>, {test} for testing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows per class: {classes}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source> and {more} more classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filled points are training rows, rings are held-out rows.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DefinitionForm</name>
  <message>
   <source>What this block is for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note on the block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Block, used {count} times</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Block</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DiagnosisStrip</name>
  <message>
   <source>Diagnosis</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How likely it is that this diagnosis is not due to noise in the curves</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All remedies…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything that may help this run, with the reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo remedy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo the edit, and show the previous run</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>EmptyNote</name>
  <message>
   <source>Drag a layer here from the palette, or double-click to add one.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>EpochsChart</name>
  <message>
   <source>Bias², variance and noise at every epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>squared error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>lowest test error:
epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bias²</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bias² + noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>variance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>sum</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>test error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>test error, measured</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>EpochsView</name>
  <message>
   <source>Largest weight, max |w|</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Norm of the gradient</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The lines are drawn when the training has ended.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This run has saved no epochs, so there is nothing to draw over them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Computing the gradients of the saved epochs…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{done} of {all} epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ExperimentForm</name>
  <message>
   <source>At every epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measure the network as it is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sweep</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measure the network at several values of a hyperparameter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter values for the hyperparameter, such as 4, 8, 16.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A sweep compares values, and there is only one. Enter at least two, such as 4, 8.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many training sets are drawn; one network is trained on each</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same seed draws the same training sets and weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows and weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New rows, at other inputs, and other weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New rows, at other inputs, and the same starting weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weights only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same rows, and other starting weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What varies between the networks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The hyperparameter to sweep</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The values that the hyperparameter takes in turn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hyperparameter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Networks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Vary</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Targets and weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New targets at the same inputs, other weights</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message>
   <source>Export</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Format</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Framework</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With trained weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train the network first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With the weights of run {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Those of its best epoch, or of the epoch it was taken back to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only the sound part of the network can be shown:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network for every program that reads ONNX, compared with what it computes here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights by the names that PyTorch gives them, as a safetensors file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing as a LaTeX file that compiles by itself.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The notebook trains this network step by step, without NetBuilder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing as it lies on the canvas.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The script trains this network without NetBuilder and reaches the same losses.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The script trains this network without NetBuilder. Its random numbers are its own; from the same starting weights and batches it reaches the same losses, up to rounding.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ExportPreview</name>
  <message>
   <source>The text of the file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is in the file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file is being made…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FactorEffect</name>
  <message>
   <source>Training loss {loss}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Validation loss {loss}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FactorsTab</name>
  <message>
   <source>Each change trains again, from the same seed.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Facts</name>
  <message>
   <source>Shape and size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Multiply-adds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not known yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} a row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Multiply-adds of the matrix products, for one row. What goes number by number is not counted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{weights} of weights, {values} a row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>several</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FanChart</name>
  <message>
   <source>The fan of predictions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} networks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>their mean</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>truth</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} boundaries, p = 0.5</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>of their mean</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>of the truth</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>extrapolated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>test rows, hardest first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>probability of the true class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>true value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>predicted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>8 of 10 networks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>target</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FiguresTable</name>
  <message>
   <source>Numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias²</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias² + noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Variance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sum</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Networks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cannot be measured</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>unchanged</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>lowest test error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>stopped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>so far</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{epoch} (lowest test error)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{epoch} (last, lowest test error)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{epoch} (last)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} ({diverged} diverged)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“?”: not enough resamples to tell this from zero.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FileDialogs</name>
  <message>
   <source>Changed on disk</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{name}” was changed by another program after it was opened here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replacing it loses those changes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replace</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replace the file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{name}” already exists. Replace it?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FileEditor</name>
  <message>
   <source>Browse…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tables (*.csv *.tsv *.txt *.json *.jsonl *.parquet *.gz);;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a data file</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FinalScore</name>
  <message>
   <source>Test rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the test rows for run {run}?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They give the figure to report: how good the best epoch is on rows that neither the training nor you have used. The validation rows were used to choose the epoch and the settings, so their loss is a little too good.

Open them once, when everything else is decided. If you change something because of what they show, the next figure is no longer unbiased. The run remembers when they were opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open test rows</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FindBar</name>
  <message>
   <source>Name, type, parameter or “problem”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find a node</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous match</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shift+Enter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next match</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close, and stay here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nothing found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place} of {count}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Finding</name>
  <message>
   <source>Add layer</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FindingOut</name>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop finding out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is said then of whether the rest is noise.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find out with a wider network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Finding out with a wider network: {done} of {count} trainings.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FirstRows</name>
  <message>
   <source>target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Some rows of the data</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Histogram</name>
  <message>
   <source>Histogram</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Images</name>
  <message>
   <source>Images of the data</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ImportDialog</name>
  <message>
   <source>Import network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PyTorch modules and ONNX files (*.py *.onnx)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import {file}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The only one of the file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As its first layer takes it; otherwise, for example, 3x32x32</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save and open…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Importing … Escape stops it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>NetBuilder projects (*.netb);;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run this file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To import “{name}”, its Python code is run on this computer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It runs in a process of its own, with all that it imports, and could do whatever you can. Run it only if you know where it comes from. You are asked again when the file changes.

{path}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run and import</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the original</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Became</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nearest layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What became what</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shape of a row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No layer: 1. It is a placeholder, until you replace it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No layer: {count}. They are placeholders, until you replace them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything has a layer, and the outputs are those of the original.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything has a layer; what is not quite the same stands above the others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use {layer}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Inspector</name>
  <message>
   <source>Inspector</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Node</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Factors</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Lab</name>
  <message>
   <source>Stopped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing had been measured yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>High variance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>High bias</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>High bias or noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Too few rows for this network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Low bias, low variance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not enough resamples to tell</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the networks get wrong together (bias² {bias2}) outweighs their disagreement (variance {variance}). A larger network, or more epochs, can help.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the networks get wrong together (bias² and noise {bias2}) outweighs their disagreement (variance {variance}). A larger network may help, unless it is noise.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The networks fit their training rows (training error {training_error}), but get other points wrong together (bias² {bias2}): so few rows do not determine such a network. More rows or a smaller network can help, a larger one cannot.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The networks' disagreement (variance {variance}) outweighs what they get wrong together (bias² {bias2}). More rows, a smaller network, fewer epochs or more regularization can help.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias² ({bias2}) and variance ({variance}) are small: most of the test error is noise.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias² {bias2} and variance {variance} are too close to tell apart. Use more networks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One network has no variance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias² and variance cannot be told apart. Use at least 2 networks, preferably 50.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing could be measured</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best unchanged, at {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best at {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The test error is lowest there: {error}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unchanged, at {value}, it is {error}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are not enough resamples to tell it from all others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Beyond the peak at {value} it falls again: double descent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Beyond the peak at {value} it falls again at one value where the networks fit all their training rows. Measure more values beyond it to tell whether it is double descent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Beyond the peak at {value} it falls again, but the networks do not fit all their training rows there, so this is not double descent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The networks fit their training rows, but get other points wrong together: more rows would help, a larger network would not.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The networks' disagreement outweighs what they get wrong together: more rows would help.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the networks get wrong together outweighs their disagreement: a larger network can help more than more rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the networks get wrong together outweighs their disagreement: unless it is noise, a larger network can help more than more rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Most of it is noise: neither more rows nor a larger network would help much.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias² and variance are too close to tell apart. Use more networks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With {rows} rows the test error is {test}, the training error {training}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped early: these numbers cover what was done by then.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network is trained on many training sets. At each test point, f are the predictions of the trained networks, f̄ is their mean, t the expected target, y the observed one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Squared error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Brier score: the squared error of the probabilities, summed over the classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias²: how far the mean is from the truth</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Variance: how far networks are from their mean</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Noise: what cannot be predicted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Together</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bias² + variance + noise = expected test error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias² + noise: how far the mean is from the observed target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>These are real rows: t is unknown, so bias² and noise cannot be told apart.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>0-1 loss after Domingos (2000): bias is where most networks are wrong, variance where a network differs from most.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>± is the standard error over networks, wider where they are few: twice as much to either side holds the true number in about 95 of 100 experiments. Estimates are unbiased: a bias² near zero may come out negative. Geman, Bienenstock &amp; Doursat (1992).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The project has been edited since. These numbers describe the project as it was.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{seconds} s left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{minutes} min left</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LabTab</name>
  <message>
   <source>Measure how far off this network is, and how much of that is luck.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the lab…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All charts, sweeps of any hyperparameter, and the numbers, in a separate window</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LabWindow</name>
  <message>
   <source>Bias–variance lab — NetBuilder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the charts or the numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PNG image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SVG image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CSV table of the numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CSV table of every epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training the first networks …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train this network on many training sets, and see how far off it is, how much depends on the luck of the draw, and what cannot be predicted.

Press Measure.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the measurements</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LandscapePanel</name>
  <message>
   <source>See the loss over two weights, and the path that training takes over it. Press Draw.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weight to the right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weight upwards</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Race against</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose two different weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} steps, loss {loss}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loss {lowest} to {highest}, the bluer the lower</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss}, on {count} training rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training was stopped before its end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The map was stopped before its end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All other weights are as they end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its middle is where this project ends.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Most of each path leads out of this plane.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first {listed} of {count} weights can be chosen.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{first} = {x}, {second} = {y}: loss {loss}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Something has changed. Press Draw to see the loss as it is now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network is being trained.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LandscapePlot</name>
  <message>
   <source>Loss over a plane of weights, with the paths of training</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LayerChooser</name>
  <message>
   <source>Search layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“%1” is no layer but a setting: see the tab “%2” at the right.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing that fits here is called “%1”. The list at the side has everything.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No layer is called “%1”. Try a shorter word.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is called “%1”. These have similar names:</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LayerList</name>
  <message>
   <source>Layers</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LayerModel</name>
  <message>
   <source>Layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the order in which they compute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Params</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its parameters: how many numbers its weights have</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>max |w|</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The largest absolute value of a weight</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Norm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The norm of all its weights as one vector</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradient</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The norm of the gradient of the training loss. The bar compares layers by the root mean square of the gradient of a weight: a sixth of its length is a factor of 10.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Always 0</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The share of its units that are 0 for every row: dead units, where it is an activation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outputs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The mean of its outputs ± their standard deviation</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LayerTable</name>
  <message>
   <source>Layers</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LayerView</name>
  <message>
   <source>Numbers…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repetition {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repetition of the block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which of the repetitions of the block the layer is in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Array</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which array of the layer is shown as images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All numbers of this array, in a window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weights: {name}, {shape}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradient of {name}, {shape}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Activations, {shape}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradient of the activations, {shape}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the first {rows} × {columns} numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the first {count} images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shown: {part}. Numbers… has all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Activations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weight gradient</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Output gradient</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LayersPanel</name>
  <message>
   <source>All layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Figures of every layer, in their order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Selected layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weights, activations and gradients of the selected layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Over epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weights and gradients of every layer, from epoch to epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Select a layer in the table or on the canvas.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{layer}” is muted: the network skips it, so there is nothing to show.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>At “{layer}” values only enter or leave. Select a layer that computes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{layer}” is not part of the network that was trained. Train to see it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} more: see the signs in the table.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run}, epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run}, imported weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{rows} training rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 training row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{weights} · loss {loss} on {rows}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network has changed since. These are the layers of this run; train to see the new ones.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data have changed since. These figures are of the rows that it was trained on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The layers are shown as soon as an epoch is saved…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Train to see what each layer learns: its weights, activations and gradients.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Lessons</name>
  <message>
   <source>Five points and a polynomial</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Five points and hidden units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two moons: too few rows, too many units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Iris: fifteen flowers are too few</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>XOR: a network that is too simple</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Double descent: more parameters than points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lessons</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LocationChart</name>
  <message>
   <source>Bias² and variance at each location</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bias²</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>variance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>squared error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>none: 0 · full color: {top}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The distribution of the rows is unknown: variance only. {scale}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>test rows, as in the fan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bias² + noise</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LossesChart</name>
  <message>
   <source>The losses of the script</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>This network overfits. Press Train and watch the two losses drift apart.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Several files were dropped. Drop one at a time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is nothing that can be opened here. Drop a project (*.netb), a block (*.netblock), a network (*.py, *.onnx) or a table (*.csv, *.tsv, *.txt, *.json, *.parquet).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data are those of “{file}” now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Discard</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Matrix</name>
  <message>
   <source>Confusion matrix</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>predicted →</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>true ↓</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Menus</name>
  <message>
   <source>Open recent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Samples</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Panels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Theme</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No files yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Toolbar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More tools</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Minimap</name>
  <message>
   <source>Click or drag to go there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Map of the network</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Mistakes</name>
  <message>
   <source>No validation row is misclassified.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wrong: {count}, most confident first</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NodeForm</name>
  <message>
   <source>{count} layers of different kinds are selected, which have no setting in common. Select layers of one kind to edit them together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network is empty. Drag a layer from the palette to the canvas.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network has {layers} layers and {parameters} parameters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network has one layer and {parameters} parameters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Select a layer on the canvas to see and change its settings.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NoteField</name>
  <message>
   <source>Text of the note</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NumberPanel</name>
  <message>
   <source>Set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nudge</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step of the nudge</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set puts another number in the place of the marked one, and computes what follows from it. Nudge moves it by ε, and compares what the loss does with ε × gradient.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put this number in its place, and compute what follows from it, later minibatches too</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move the number by ε, and compare what the loss does with ε × gradient</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NumbersTable</name>
  <message>
   <source>Numbers</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>OpenBlockSheet</name>
  <message>
   <source>Layers in the block: {layers}. Parameters: not known yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The block has one layer and {parameters} parameters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The block has {layers} layers and {parameters} parameters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each use can set: {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To let each use set a parameter itself, select a layer and press the arrow beside its field, or drag the row of the field to the edge of the canvas.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>OptionalEditor</name>
  <message>
   <source>On or off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{label}: on or off</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Outcomes</name>
  <message>
   <source>{what}: {change} (measured on other rows).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous run → this one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {before} → run {after}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the previous run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>run {run}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compared with {run}, whose curves are shown underneath.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trying: {remedy}. The curves of {run} are shown underneath.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epoch {epoch} restored: {change}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not tried yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not tried: one training takes about {seconds} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Could not be trained</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Being tried: {done} of {seeds} seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Brought nothing: {figures}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>OverridesForm</name>
  <message>
   <source>Set by each use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set for this use alone. In the block it is {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Follow the block again: {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Follow the block in “{parameter}”</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PaintedPlot</name>
  <message>
   <source>and {count} more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epoch</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Palette</name>
  <message>
   <source>Blocks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>in this project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>your own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Palette</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fits best</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export block…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add to my blocks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete from the project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete from my blocks…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Plot</name>
  <message>
   <source>Training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>pale: the current run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>pale: as measured</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>mean {mean} ({low} to {high})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>best: epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>overfitting since epoch ≈ {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>overfitting since epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>continued</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PointPlot</name>
  <message>
   <source>The data as points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>target</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PredictDialog</name>
  <message>
   <source>Predict new rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of a CSV file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows typed here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A file with the columns that the network learned from</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CSV file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows to predict</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predict</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predictions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as CSV…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save predictions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved as {path}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run}, epoch {epoch} (the current one)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run}, epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predicting …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} rows predicted, of which the first {shown} are shown; all are saved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows predicted: {count}.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PredictionRow</name>
  <message>
   <source>Your prediction</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is the loss of this minibatch?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What does {name} output at {place}?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is the gradient of {name} at {place}?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is {name} at {place} after the update?</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PredictionsLegend</name>
  <message>
   <source>Epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run}, epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct: training {training}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Typical error: training {training}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct: training {training}, validation {validation}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Typical error: training {training}, validation {validation}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Always the largest class: {largest}. Balanced: {balanced}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>low to high</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>disc: training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>diamond: validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>filled: training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ring: validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the points without noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>class {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>exactly right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>equally likely (0.5)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>two equally likely</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PredictionsPanel</name>
  <message>
   <source>Reading the data …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Train to see the network learn these points.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network has changed since. Train to see the new one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Train to see which rows the network misclassifies.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Train to see the predictions next to the true values.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PredictionsPlot</name>
  <message>
   <source>true value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>prediction</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>target</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PredictionsView</name>
  <message>
   <source>The predictions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The mistakes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{training} training and {validation} validation points</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ProblemRow</name>
  <message>
   <source>Error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Warning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the settings of the data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show “{node}” on the canvas</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ProblemsPanel</name>
  <message>
   <source>and {count} more</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ProgressRow</name>
  <message>
   <source>Measure</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train many networks, and measure bias² and variance (F5)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop now, and keep the results so far (F8)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress of the experiment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Waits until training has ended.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopping …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the data …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{number} of {count} values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Testing which method is faster …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first epochs …</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ProjectFiles</name>
  <message>
   <source>Untitled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unsaved changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{name}” has unsaved changes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They are lost unless you save them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Discard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{name}” was changed by another program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reload</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>NetBuilder projects (*.netb);;All files (*)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ProjectNotes</name>
  <message>
   <source>Notes on the project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What this network is for, and what you want to try</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Promotion</name>
  <message>
   <source>Let each use of the block set “{parameter}” itself</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PromotionTarget</name>
  <message>
   <source>Drop {parameter} here: each use of “{block}” can then have its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each use of “{block}” can have its own {parameter} already.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RateDialog</name>
  <message>
   <source>Learning-rate finder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trains from the starting weights of the project, with its batches, loss and optimizer, while the learning rate grows with every minibatch. Only training rows are used. The network and its runs stay as they are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Minibatch {step} of {steps} …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set learning rate to {rate}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try again</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RatePlot</name>
  <message>
   <source>Loss over the learning rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>suggested: {rate}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>project: {rate}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>learning rate</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Recovery</name>
  <message>
   <source>an untitled project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>NetBuilder was not closed properly. Unsaved work on {name}, kept {when}, can be restored.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RemedyControl</name>
  <message>
   <source>Trying</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The trial is judged when you release the slider.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Analyzing run {run} …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>(At epoch {epoch}.)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>(Trying more epochs and other splits: {done} of {count}.)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not tried: one training takes about {seconds} s, too long to repeat with several seeds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop and try:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing that was tried surely helps.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not tried: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remedies are tried when nothing trains.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trying all of them in the background: {done} of {count} trainings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tried with {fewest} to {seeds} seeds each, as time allows: validation loss at the end, before → after.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tried with {seeds} seeds each: validation loss at the end, before → after.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This stops the current training and saves it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing to try: it changes what is measured</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to epoch {epoch}, the last</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This undoes the restore: the loss is {loss} there. Nothing is retrained.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore epoch {epoch}, the best</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss was {low} there and is {high} at the end. Nothing is retrained.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RemedyList</name>
  <message>
   <source>Remedies</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RepeatsProgress</name>
  <message>
   <source>Progress of the repeats</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop the repeats and keep their results so far (F8)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>paused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>stopping…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seed {number} of {count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{time} s left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{time} min left</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ResultsView</name>
  <message>
   <source>Numbers, ± one standard error</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RightSide</name>
  <message>
   <source>Show or hide the list of problems</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Problems ({count})</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RunControl</name>
  <message>
   <source>Training is in progress</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop the training?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The results so far are saved, and it can be continued later.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The training that is running goes on with the drawing as it was; its weights stay with that.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PyTorch is still loading; training starts right after.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run}: {sentence}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore best epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The runs could not be moved next to the project; they are still in “{folder}”: {reason}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RunEdits</name>
  <message>
   <source>Save the table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete run {run}?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete {count} runs?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Their curves and weights are lost. This cannot be undone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Of these, pinned: {count}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RunPanel</name>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the script prints</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{framework}: starting…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{framework} cannot be run:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{framework}: running in a process of its own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>test: not shown here; “Score test rows…” in the menu Train opens them</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{framework}: stopped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{framework}: ended with exit code {code}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{framework}: finished</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RunWords</name>
  <message>
   <source>run {run}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>run {run}, imported weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>run {run}, epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>run {run}, best epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training stopped early, after {epochs} epochs: the loss no longer improved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training stopped after {epochs} epochs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training is complete.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The last epoch is the best: validation loss {loss}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The last epoch is the best: training loss {loss}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best epoch {epoch}: validation loss {loss}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best epoch {epoch}: training loss {loss}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network is back at epoch {epoch} of run {run}. Continue resumes training from there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network is back at the end of run {run}, epoch {epoch}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run} was interrupted in epoch {last}. The network has its last saved weights, from epoch {epoch}; Continue resumes training from there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network predicts as before: run {run} has the weights of run {before}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run} is loaded: its network, data, settings and weights. Undo brings back the previous network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped at seed {number} of {count}.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Runs</name>
  <message>
   <source>Load</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Load the network, data, settings and weights of this run into the project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Continue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Continue training from where this run ended</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore best</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore the network from the best epoch of this run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Score test rows…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The figure to report: the best epoch of this run on rows that nobody has used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Overlay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Overlay the curves of these runs, or remove them</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rename…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give this run a name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep these runs on top, however the table is sorted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove these runs for good</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save table as CSV…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write all runs, with all their numbers, to a file for a spreadsheet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With another number…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With {count} seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repeat</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ends at {loss}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} ({epoch})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{time} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{time} min</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number and name. Tick to overlay its curves; F2 renames it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What differs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How a run differs from most of these runs: network, data, settings, seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best (epoch)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The lowest validation loss, and the epoch that reached it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Final gap</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Validation loss minus training loss after the last epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Params</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of trainable parameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seed for the initial weights, the order of the batches and dropout</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How long the training took</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many epochs are done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accuracy or R² on the test rows, ± standard error; seen where they were opened</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>pinned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same as most of these runs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The project has changed since this run: {difference}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network has the weights of this run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restored to epoch {epoch}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Continued from run {run}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} seeds</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RunsPanel</name>
  <message>
   <source>Every training run is saved here, with its curves and weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repeat</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train the current network with several seeds in turn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More actions for the selected runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repeat this run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unpin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pin</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RunsTable</name>
  <message>
   <source>Runs</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SavedChoice</name>
  <message>
   <source>Earlier experiments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Experiments saved with the project: choose one to see it again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{number}: cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{number}: every epoch, {networks} networks · {when}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{number}: {hyperparameter}, {values} values · {when}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ScaleBar</name>
  <message>
   <source>Scale of the colors</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Sheet</name>
  <message>
   <source>{count} layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Settings that these types share: {titles}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} × {title}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Here it is {value}, set by the use that is open. The field is for every use that does not set it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Name</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SheetImage</name>
  <message>
   <source>Image</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ShortcutsDialog</name>
  <message>
   <source>Keyboard shortcuts</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StatusBar</name>
  <message>
   <source>The network is a straight line: its slope and intercept, in units of the data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress of the training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{time} min left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} parameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{epochs} epochs in {time} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 epoch in {time} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Getting ready…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>paused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>stopping…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{data}, {training} train / {validation} validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{data}, {training} train / {validation} validation / {test} test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>epoch {epoch}/{epochs}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{time} s left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{time} h left</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Step</name>
  <message>
   <source>Go back to “{name}” (Alt+Up)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go back to “{name}”</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StepMenus</name>
  <message>
   <source>To the end of the phase</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To the next minibatch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To the end of the epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To the next breakpoint</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where a value or gradient is 0 everywhere</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where something is not a finite number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where a number is beyond a bound…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove all breakpoints at nodes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave out zero_grad</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run backward twice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compute in evaluation mode</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Detach the output of the selected node</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take back all edits and mistakes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run the minibatch to here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Breakpoint here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Breakpoint</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop where a number is larger in size than:</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StepPanel</name>
  <message>
   <source>Restart</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>◀</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back: Shift+F10</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step ▶</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step: F10</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Over</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Skip what is inside a block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To the end of the block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>See the rows of this minibatch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sheet of the array</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A sheet has the last two axes; each is another place along the others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sheet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Break</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mistakes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predict</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make a mistake on purpose in this minibatch and those after it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide each number until you have said what it will be</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Value of %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradient of %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{array}, computed again in 64 bits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epoch {epoch}, minibatch {batch} of {batches}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{epoch}: {batch} of {batches}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Computing the first minibatch …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go through one minibatch of the training: clear the gradients, forward, loss, backward, update. Press Step, or F10.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{shape}, {dtype} · mean {mean}, deviation {deviation} · {zeros} zeros</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} not finite</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the table shows a corner of it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network is being trained.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To the first moment of this phase</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mistakes •</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Break •</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SweepChart</name>
  <message>
   <source>Bias², variance and noise against the hyperparameter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>stopped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>so far</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>lowest error, unchanged</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>lowest error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>unchanged</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>squared error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>test error ± 2 standard errors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>variance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bias²</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bias² + noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>noise</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TimeTravel</name>
  <message>
   <source>Epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go back in time: cursor, predictions and numbers show the network as it was after this epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore the network from this epoch; Continue resumes training from there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the current network (Esc)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the current network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TrainingBlockers</name>
  <message>
   <source>“{node}” prevents training. {problem}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TrainingForm</name>
  <message>
   <source>Learning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Against overfitting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stability</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reproducibility</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find a learning rate: try increasing ones</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>See which rows each minibatch holds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{choice} – not available on this machine</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TypedEditor</name>
  <message>
   <source>several values</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>UseSheet</name>
  <message>
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the drawing inside the block (Enter)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make independent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give this use a block of its own, which the others do not follow</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>VerifyPanel</name>
  <message>
   <source>Compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Framework</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Equal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Losses</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradients</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outputs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seconds an epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How far each framework is from the program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs the script of every framework from the same weights and batches, without dropout, and compares outputs, gradients and losses with the program's. A small network takes about a minute.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comparing: {done} of {all} scripts…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>yes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rounding alone moves the program's own losses by {by}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The largest difference from the program, relative to the largest value.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The comparison failed: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The largest differences from the program, for the drawing as it is now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing has changed since. Compare again.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Views</name>
  <message>
   <source>Predictions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias–variance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Minibatch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Landscape</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>WaitingStart</name>
  <message>
   <source>The table is still being read; training starts right after.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>WhyOff</name>
  <message>
   <source>Select a layer first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Select or open a block first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Select two layers or more first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Select three layers or more first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing is empty.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network is being trained.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is being trained.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train the network first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is nothing to undo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is nothing to redo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is selected.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Select a block first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No block is open.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network is being trained. Pause it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is wrong with a run that could be remedied.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave the class view first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It cannot be used now.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>WireValues</name>
  <message>
   <source>Value of {node}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradient of the loss, as it comes back to {node}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{shape}, {dtype}: {low} to {high}, mean {mean}, {zeros} zeros</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edited by hand.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click to see all its numbers.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>WrongImages</name>
  <message>
   <source>Wrong images</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>WrongRows</name>
  <message>
   <source>Confidence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The probability that the network gives to the class it predicts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>True</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predicted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wrong rows</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>netbuilder</name>
  <message>
   <source>* pinned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>--resume continues a single run, so it cannot be combined with --seeds. Leave out one of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>0: all rows train. Overfitting cannot be seen then, and training cannot stop early.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>0: the first of a row. Off: all numbers of each row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>0: the first of a row. Off: the features or channels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>0: the inputs are normal numbers. Otherwise whole numbers from 0 to below this, as an embedding takes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 head</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 head, {units} units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 parameter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 reroute point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 where a number is above 0, and 0 elsewhere. Its derivative is 0: nothing before it learns through it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 where two inputs are related like this, and 0 elsewhere. Its derivative is 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1,797 handwritten digits of 8×8 pixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1/√n</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>150 iris flowers of three species, measured in four ways (Fisher, 1936).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>178 wines from three growers, measured in thirteen ways.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>442 patients: ten measurements, and how far their diabetes progressed within a year.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>569 breast tumors, malignant or benign, by thirty measurements of their cells.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&lt;</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>=</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&gt;</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A JSON file: records, or JSON Lines, and in them numbers and categories, one of which the network predicts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A Parquet file: numbers and categories, and among them a column that the network learns to predict.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A ReLU that never gives more than 6, as networks for small devices use it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A SiLU made of straight lines and a parabola: cheap to compute (Howard et al., 2019).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A block in a drawing, one or several times in a row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A block needs a name. Type one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A block that is repeated must have as many outputs as inputs, but this one has {outputs} and {inputs}. Set Repeat to 1, or change its ports.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A bowl: gradient descent without data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A decay of {decay} keeps the weights too small to learn more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A different seed adds different noise of the same strength.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A different seed draws different points from the same formula.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A few rows at a time, in a new order every epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A gradient that is longer than the limit is scaled down to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A hyperparameter is named NODE.PARAMETER, data.PARAMETER, training.PARAMETER, depth, NODE.depth or FIRST..LAST.depth, not “{name}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A landscape needs two weights, but the network has one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A line that starts at 100: every step can be followed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A loss is one number, or one for each row, but {shape} reach it. Put a Mean or a Sum before it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A name can have {most} characters, but this one has {count}. Shorten it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A new order of the training rows every epoch. Off: always in the order of the data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A note can have {most} characters, but this one has {count}. Shorten it, or make two of it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A path leads out of the selection through {nodes} and back into it. Select these too, or fewer layers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A range of layers can be repeated {least} to {most} times, but got {times}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A script called “{name}.py” hides the module “{name}” that it imports. Choose another name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A sigmoid made of straight lines: 0 below -3, 1 above 3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A small circle inside a large one, one class each.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A smooth ReLU, weighted by the normal distribution, as transformers use it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A smooth ReLU: each number times its sigmoid. Also called Swish.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A step follows the mean gradient of {batch} of the {rows} rows, which differs from batch to batch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A step of the way up: made larger, joined with the image from the way down, convolved twice (Ronneberger et al., 2015).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A straight line: the smallest network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A stratified split needs classes, but the target is a number. Choose a shuffled split.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A text file such as CSV: numbers and categories, and among them a column that the network learns to predict.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A title can have {most} characters, but this one has {count}. Shorten it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A value that stands for “no value” in every column, such as -999 or unknown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A window reaches over {reach} numbers, but axis {axis} has {side}. Choose a smaller size or dilation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A wire ends at an input that it does not have. Remove that wire.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A wire leads out of it, but it is an output of the network. Remove the wire.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A wire starts at an output that it does not have. Remove that wire.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>About twenty of the epochs are printed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Abs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Activation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Activations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Adagrad</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Adam</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>AdamW</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a frame, around the selection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a layer, after the selected one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a reroute point to the selected wire</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add frame</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add it, after the selected one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add no noise to the training rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add or remove a reroute point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add reroute point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Adds a number at the ends of one axis.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Adds branches element by element, as a skip connection does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Adds random noise to the inputs of the training rows, as a share of their standard deviation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Adds random noise to the inputs of the training rows, in standard deviations of each feature over these rows. Validation and test rows stay the same, without this noise.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Adds random noise to the targets of the training rows, as a share of their standard deviation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>After</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Align bottom</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Align centers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Align left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Align middles</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Align right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Align top</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All biases, one after the other.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All numbers in PyTorch's order, row by row: a Dense of 2 units on 3 features has 1 2 3; 4 5 6.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All of them overfit.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All of them, row by row: 1 2; 3 4. A single one fills the shape.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All repetitions share the same weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All training rows once, and again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All values of {columns} have three digits after the point; “{text}” is read as {value}. Does the point set thousands apart?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All {rows} rows are of one class, “{name}”. Classification needs at least two. Choose another target.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Alpha</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Also measures the losses of the starting weights, before the first step: the curves begin at epoch 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Alt+Enter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Alt+Up, Esc</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An ONNX file holds what predicts, but the drawing has only a loss. Put an Output behind what predicts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An ONNX file holds what predicts, but what leads to an Output reads “{node}”. Take it from there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An embedding got an index that its table does not have. Choose normalization “none”, and make the table large enough for the data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An epoch is one minibatch, so each step saw the same rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An image (1, 8, 8) for convolutions, or 64 numbers for dense layers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another {layer} after “{node}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arms that wind out from the middle, one class each.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arrange</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arranges the same numbers in a different shape.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arrow</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arrow, Enter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As the encoder layer, with attention to a second sequence between (Vaswani et al., 2017).
Features must be those of the target; heads must divide them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As they are</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As they are: the numbers to predict, or the number of the class, from 0. One-hot: 1 for the class of the row, 0 for the others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>At {line} a tensor is used that was changed in place under another name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>At {line} no gradient goes further back (detach, no_grad). In the drawing it does: what is before it is trained, too.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Attention</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Attention, then two dense layers, each added to its input and normalised (Vaswani et al., 2017).
Features must be those of the input; heads must divide them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Auto</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Auto: UTF-8, UTF-16, Windows-1252, each line in its own where a file has two, or, with the line ends of old Macs, Mac Roman. Windows-1250 is Central European, 1251 Cyrillic, 1254 Turkish.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Auto: found out from the file. Fixed width: each column begins at the same place in every line.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Auto: found out from the numbers. The other sign then groups thousands.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Auto: text values are classes, and so are whole numbers if there are at most ten different ones.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Auto: the one that suits the target.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Average pooling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Axis</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the drawing around the block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the drawing, from anywhere else</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Backward</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Backward ran a second time, which PyTorch allows only with retain_graph=True. It adds to the gradients that are there: {norms}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Backward ran twice, so it is added twice: 2 × {gradient}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Balance the classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Balanced</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Balanced accuracy {value} ({words} – {recalls}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Balanced class weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Balanced: in training and validation loss every class counts the same, however few rows it has. Accuracy still counts rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batch norm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batch normalization needs at least 2 rows in a batch, but got 1. Raise the batch size, or take more training rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batch size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batches</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batches of {batch} rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Became</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Below 0: counted from the end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best epoch {epoch}: {part} loss {loss}, {metric} {value} (always the largest class: {largest}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best epoch {epoch}: {part} loss {loss}, {metric} {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best epoch {epoch}: {part} loss {loss}, {metric} {value}. Its line: {equation}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Beyond the peak at {hyperparameter} = {value} the test error falls again at one value where the networks fit all their training rows. Measure more values beyond it to tell whether it is double descent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Beyond the peak at {hyperparameter} = {value} the test error falls again, but the networks do not fit all their training rows there, so this is not double descent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Beyond the peak at {hyperparameter} = {value} the test error falls again: double descent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias correction at step {count}: {mean} / (1 − {first}^{count}) = {corrected}, {squares} / (1 − {second}^{count}) = {corrected_squares}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias²</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bidirectional</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bilinear</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Binary cross-entropy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Blobs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Block name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Blue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Breast cancer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bundled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CPU</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CSV file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CUDA</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel the current action, or select nothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cannot be judged</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Caret</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Centers and scales each feature (of an image: each channel) by its mean and standard deviation in the batch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Centers and scales groups of channels (or features) of each row by their own mean and standard deviation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Centers and scales the numbers of each row (or step of a sequence) by their own mean and standard deviation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose an input, and connect it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose data first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose data whose rows have the shape of its input ({shape}). They are not normalized, as it is not known how the original's were.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Circles</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Class weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Class “{name}” has {count} of {rows} rows, and {few} of the validation rows: accuracy hardly depends on it (always “{largest}” is right in {share}). Look at balanced accuracy, and add rows of it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Class “{name}” is too small for a stratified split: {rows} in all, and none left for training. Choose a shuffled split, or add rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classes without training rows: {names} ({count}). At most {rows} rows are used for training; use more, or a stratified split.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classes without training rows: {names} ({count}). The split has put their few rows into other parts. Choose a stratified split, or add rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classes without training rows: {names} ({count}). The split is ordered and the rows are sorted, so these classes are only in the other parts. Choose a stratified split.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classes: the share of training rows that get another class. Numbers: the strength of the noise, in standard deviations of the target over the training rows. Validation and test rows keep theirs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classification</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear the gradients</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clearing the gradient</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clip gradients</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clip gradients at 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clipping: all gradients together have the norm {norm}, so each is multiplied by {bound} / {norm}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clipping: all gradients together have the norm {norm}, so none of them is what backward computed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clusters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clusters at the corners of a cube, with a share of wrong labels (scikit-learn's make_classification).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clusters per class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Codes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colon</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Color</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Color block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” becomes {count} features, one for each of its texts, in {rows} rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” holds a list or an object in each cell, such as “{text}”; each different one would be a category. Write each value in a column of its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” holds a number and its uncertainty in each cell, such as “{text}”; each different one would be a category. Write the number in a column of its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” holds a text only now and then ({rows} of {all} rows), the first of them at the top, as merged cells do. If each is meant for the rows below it, too, write it into them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” holds another text in nearly every row, each a feature.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” holds fractions, such as “{text}”; each different one would be a category. Write them as decimal numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” holds numbers in different units, such as “{one}” and “{other}”, and is read as categories. Write all of them in one unit.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” holds two numbers in each cell, such as “{text}”, which are not read as numbers. Write each in a column of its own, or a fraction as a decimal number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” holds {count} different values, too many to be classes (at most {most}). Choose regression, or another target.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” holds {kind} and texts, such as “{text}” (rows: {count}), and is read as categories.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” holds {value} (rows: {count}), far from its other values: does it stand for “no value”?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” is left out: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” numbers the rows, each differently; a network can learn them by heart.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” seems to hold dates in different forms, such as “{text}” and “{other}”, which are not read as dates. Write all of them as 2024-01-31.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” seems to hold dates, such as “{text}”, in a form that is not read. Write them as 2024-01-31.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” seems to hold several answers in a cell, such as “{text}”, each combination a category. Make a column of yes and no of each of the {count} answers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{name}” cannot be the target: it holds nothing to learn. Choose another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns can be chosen only from rows of numbers, but the data have {features} per row. Clear its columns.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comma</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Computed from the training rows only, before noise is added.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Concatenate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connect</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Connect the selected layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Constant</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Constant: the value. Uniform: from minus this number to this number. Normal: the standard deviation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Conv 1D</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Conv 2D</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Convolution</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Core</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cosine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Crop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cross-entropy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl and right-drag</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl and wheel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl+Arrow</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl+Shift+Arrow</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Curve</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Curves: {file}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cut the wires that a line crosses</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cyan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Data: {parameter}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Day first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dead units in “{layer}”: {count} of {units} (number {named}), 0 for all {rows} rows; no gradient passes them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Decay every</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Decay factor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Decimal sign</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Default</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Default: as PyTorch draws them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Default: as PyTorch draws them. 1/√n: normal, with a deviation of 1/√n for n inputs. Xavier and He go by the numbers of inputs and outputs. Typed in: every number by hand.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Degree</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Del, Backspace</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete, and close the gap</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dense</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dense stage</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Depth: “{node}” repeated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Detached: the output of {nodes} is a plain number for backward, so nothing comes back through it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Diabetes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Difference</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Difference from the network at {counts} rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Digits 8×8</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dilation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Disconnect</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Distinct</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Distribute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Divergence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Diverging</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Divide</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Divides the first input by the second, number by number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Do not clip the gradients</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dot</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Double descent: five points, ever more parameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Double-click</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Double-click to open it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw {times} times as many rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drawing as PNG</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drawing as SVG</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drawing as TikZ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drawn loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dropout</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dropout and batch normalization work as they do while training.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dropout {rate} in {names}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Duplicate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ELU</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each convolution sees the channels of all before it (Huang et al., 2017).
Filters: how many channels each of them adds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each group of filters sees its own share of channels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each number is then centered and scaled by the {batch} rows of its batch, which keeps the gradients of all layers alike and lets larger steps go well.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each number to a power.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each number without its sign.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each of {columns} alone tells the target “{target}” in every row. If they are known only afterwards, or computed from the target, leave them out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each side must be at least 1, and all numbers together at most {most}, but the shape is {shape}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Early stopping</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Early stopping after</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Early stopping is turned off: every network trains for all {epochs} epochs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Early stopping watches the validation loss, but the validation share is 0. Set a validation share, or turn early stopping off.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edited: the gradient of “{node}” at {at} = {number}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edited: {weight} at {at} = {number}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edited: “{node}” at {at} = {number}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Embedding</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Empty: the same as the window size.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Empty: the shape of the chosen data. Otherwise, for example, 3, 32, 32.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Encoding</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epoch {epoch:,}/{epochs:,}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epoch {epoch:,}/{epochs:,}: bias² {bias2}  variance {variance}  test error {error}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epoch {epoch}, minibatch {batch} of {batches}: {rows} rows, loss {loss}, learning rate {rate}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epsilon</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Equal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Erf</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Esc</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every output is a weighted sum of all inputs; in a sequence, at each step separately.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every row has no value in some column. Leave columns out, or fill the missing values.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every size must be at least 1, but the shape is {shape}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every use of the block that is called so gets the new name, too.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every weight still gets a gradient by another way: {norms}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every window of numbers along an axis, which becomes two: the places of the window, and the numbers in it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything after it is computed anew from here, up to {place}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exp</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Expand</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Expected NAME=4,8,16, but got “{sweep}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Experiment {number} cannot be read: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exponent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exponential</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Extra</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Factor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Features</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fewer rows are easier to memorize. The validation rows stay the same.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fewer rows make overfitting more likely. Validation rows stay the same.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fewer units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fill</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fill missing values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Final gap</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First column unnamed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fit to window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fits well</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Five points and a polynomial</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Five points, thousands of weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fixed width</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Flat</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Flatten</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Flip</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Follow a wire, or go to the nearest node</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Follow the block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For the initial weights, the order of the batches and dropout.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For the whole array: {rule}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forget these columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Form</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forward</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forward ↓, backward ↑</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Frame</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Framework</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From {before} to {after}: the loss changes by {change}; ε × gradient = {moved} × {gradient} = {predicted}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>GELU</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>GRU</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Generated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gives a share of the training rows another class. A powerful network memorizes them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Global average pooling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Global max pooling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Global min-max</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradient</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradient clipping</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradient from</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradient norm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradients</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gradients longer than {clip} are shortened to that: the steps may be too small to learn.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Green</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Group norm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Groups</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Halve the noise in the data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Handwritten digits: convolutions and a skip connection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hard sigmoid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hard swish</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>He, normal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>He, uniform</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Header</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Heads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Higher learning rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Highest</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>History</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Holds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How 3/4/2020 is read. Dates become days since 1 January 1970.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How far a window is from the next.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How far apart the clusters are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How far the numbers in a window are apart.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many are added at the end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many are added at the start.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many are stacked on top of each other.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many codes there are. The data must hold whole numbers from 0 to one less than this.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many hidden layers there are. The last one is repeated, with the layers that belong to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many numbers a window has.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many numbers are added at each border.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many periods the sine curve has.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many times each arm winds around the middle.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many times larger the image becomes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many times the block is repeated in a row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many units the hidden layers have. They keep their proportions.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many zeros follow: fewer than the stride.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much is added at one end (PyTorch's output padding).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much is cut from each border (PyTorch's padding).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much it counts, if there are several losses.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much the loss changes with every weight.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much the network's function can bend: each step gives the next layer more numbers to weight.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much this output counts in the loss, if there are several. 0: it is measured, but not learned.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Huber loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In column “{column}”, marks as in “{text}” (rows: {count}) are left out; it is read as {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In column “{column}”, some values have a percent sign and some have not: “{signed}” is read as {number}, and “{plain}” as it is. Write all of them in the same way.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In column “{column}”, the numbers are of different currencies ({signs}), and read as if they were of one. Convert all of them into one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In column “{column}”, values such as “{text}” (rows: {count}) say only on which side of a limit they lie; each is read as its limit, {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In column “{column}”, “{text}” is probably a range that a spreadsheet took for a date; others are written as “{other}”. Write it as it was meant.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In column “{column}”, “{text}” is read as the number {value}. Is it a code?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In evaluation mode batch normalization takes its running means instead of this minibatch's.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In evaluation mode dropout silences nothing, and batch normalization takes its running means instead of this minibatch's.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In evaluation mode dropout silences nothing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In scripts with layers, the block becomes a layer of your own: its weights and low-level code.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the columns {columns}, values such as “{text}” (rows of the first: {count}) say only on which side of a limit they lie; each is read as its limit, {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the dates of {columns}, {order}; it could also be the other way round.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the list of layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the original</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the second half, training loss still fell from {high} to {low}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In “{column}”, “{one}” and “{other}” are two categories, though they differ only in capitals or spaces. Write them alike.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Inception branch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Informative features</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Input noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Input “{port}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Inputs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Inputs and targets are random numbers: there is nothing to learn. Choose data of your own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Insert</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Insert {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Inside the block “{block}”, with {nodes} nodes and {wires} wires. Press Tab to step through them, Esc to leave the block.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Inside “{blocks}”, “{node}”: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Inside “{blocks}”: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Intercept</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interrupted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Iris</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Iris: 15 flowers are too few</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Iris: a network with two inputs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It acts on {count} numbers, along {axes}; the terms are added: {total}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It belongs inside a block. Use an Input here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It belongs inside a block. Use an Output here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It cannot arrange {total} numbers as {shape}. Choose sizes whose product is {total}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It cannot repeat {first} and {other} to one shape. Counted from the last, each two sides must be equal, or one of them 1, and rows must meet rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It compares the rows of a batch, but each batch has a single row. Set the batch size to 2 or more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It computed in {types}; here it computes in float32.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It computes row by row, but gets {shape}, which is the same for all rows. Put an operation between them that also takes rows, such as Add or MatMul.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It does not compute the same as the original: the largest difference of its outputs is {difference:.1e}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It goes on unchanged at “{node}”, and so does its gradient: {total}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It has no matrix, so there are no numbers of inputs and outputs to go by. Choose other starting weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It holds {share} of the {weights} weights; {rows} rows hardly need that many.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is added to the variance, so that nothing is divided by 0. Rarely anything but 1e-5, 1e-6 or 1e-3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is inside a block, where no data enter or leave. Move it outside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is muted, but more than one wire leads to it, or it has no single output. Unmute it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is muted, but nothing is connected to its input. Draw a wire to it, or delete it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is on a loop, or after one. Remove a wire, so that the network leads from inputs to outputs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is read {count} times, so what comes back is added: {totals} = {gradient}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is {number}, which is not a finite number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs a row of numbers or a sequence (length × features), but gets {shape}. Put a Flatten before it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs a sequence (length × features) or an image (channels × height × width), but gets {shape}. Put a Reshape before it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs a sequence (length × features), but gets {shape}. Put a Reshape before it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs an image (channels × height × width), but gets {shape}, which is too small for its settings. Choose data with images, or another layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs an image (channels × height × width), but gets {shape}. Put a Reshape before it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs axes {axis} and {next}, places and numbers of windows, but gets {shape}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs features, a sequence or an image, but gets {axes} axes. Put a Reshape before it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs inputs of one shape, but gets {first} and {other}. Give them one, for example by a {layer} layer before one of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs one row of whole numbers, but gets {shape}. Put a Flatten before it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs several numbers in each row, but gets a single one. Put a Reshape to 1 before it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs two matrices, but gets {first} and {second}. For two rows of numbers, use a Dot.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs {count} starting numbers ({shape}), but {typed} are typed in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It stands for {count} layers in all, but a network can have at most {most}. Lower Repeat, here or inside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It starts from a state and a cell: connect both, or neither to start from zeros.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It stopped at {rate}, where the loss rose above four times its lowest value.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It stopped at {rate}, where the loss was no longer a number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It sums along the last axis, but gets single numbers. Use a Multiply.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It takes its shape from the data. Choose data, or set its shape.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It takes its shape from the data. Choose data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It was repeated along {axes} to the shape {shape} (broadcast), so the terms are summed along it: {total}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It was stopped at {rate}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It was stopped before its first step, so there is nothing to show. Start it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its best epoch is {epoch}, with a loss of {loss:.4g}, but the weights that it kept have {kept:.4g}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its columns must be a range such as 0:2 or a list such as 0, 3, but they are “{text}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its columns “{text}” must be between 0 and {last}: the data have {count} features.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its data are random numbers, from which there is nothing to learn, so that it runs at once.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its extra must be smaller than its stride of {stride}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its first input must be a matrix that is the same for all rows, such as a Parameter, but is {shape}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its first input must be the same for all rows, such as a Parameter, but {shape} comes for each row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its first state must be as wide as what it puts out, {wanted}, but gets {shape}. Change its units, or put a Dense before it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its first state must come for each row, but {shape} is the same for all rows. Put an Expand before it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its inputs {first} and {second} have several matrices that do not pair up: before the last two, each two sides must be equal, or one of them 1, and rows must meet rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its order must name each of the {count} axes of {shape} once, from 0 on, but is {order}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its output is not connected. Connect it, or delete the node.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its output is not known yet: a layer before it has a problem.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its outputs are compared with the original's only once nothing is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its outputs are exactly those of the original.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its outputs could not be compared with the original's.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its padding may be at most half of its window size of {size}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its second input must come for each row, such as the Input, but {shape} is the same for all rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its shape is {shape}, but the data have {features} per row. Clear its shape to follow the data, or choose other data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its shape must be whole numbers of at least 1, with at most one -1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its starting number must be above 0 here, but is {number}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its training ended with epoch {found}, where by its losses it should have with epoch {wanted}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its width of {width} is the bottleneck: everything that the network knows about a row must pass through it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its window spans {window}, but what it slides along is only {size} long, padding included. Choose a smaller window or more padding.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its {end} is {shape}: length × features, as everywhere here. The original has the features first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its {groups} groups must divide both the {channels} channels that reach it and its {filters} filters. Choose other numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its {groups} groups must divide the {channels} channels or features that reach it. Choose another number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its {heads} heads must divide the {features} features that reach it. Choose another number of heads.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>JSON file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Jupyter notebook</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the axis</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the share of each class in every part</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps only the largest number of each channel of an image or each feature of a sequence.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps only the mean of each channel of an image or each feature of a sequence.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps the largest number of each window of a sequence or an image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps the mean of each window of a sequence or an image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keras</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keras has no convolution with both a stride ({stride}) and a dilation ({dilation}) above 1. Set one of them to 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keras has no layer for it. Export to PyTorch, or replace it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keras takes the biases of {heads} heads with one feature each for those of the {heads} steps of the sequence. Use fewer heads.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kernel size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kernel width</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind of those skipped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>LSTM</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Larger batches</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Largest</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Largest difference of its outputs from the original's: {difference:.1e}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Largest differences from the program, after the same weights and batches, without dropout.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Largest relative differences from central differences, in 64-bit numbers, on the first batch, near the starting weights and without dropout.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last column unnamed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layer norm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lays windows over each other and adds what meets: two axes, places and numbers, become one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leaky ReLU</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learning rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learning rate down to {rate}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learning rate up to {rate}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learning-rate decay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learns a scale and a shift for each feature, after all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave out “{column}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave out “{column}” and {count} more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left out: {columns}. Of the first: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Less dropout</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Less noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lets positive numbers pass and a small share of negative ones, so that no unit stays silent for good.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lets positive numbers pass and bends negative ones smoothly toward a floor.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lets positive numbers pass and turns negative ones into zero.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lightning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Line</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Line of units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Line {line} of “{file}” holds a zero byte, which no text has: the file is damaged there. Remove these bytes ({count}), or export the table again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Line {line} of “{file}” seems to have a quotation mark missing, or one too many. Correct it, or set Quotation marks to “off” if they belong to the values.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Load run {run}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Log</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Log softmax</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looks up a learned vector for each whole number, such as the code of a word or a category.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loss weight</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Losses</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lower learning rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lower the learning rate or clip gradients, and train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lowest</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MPS</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mac Roman</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make independent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Makes an image larger by repeating its numbers, or by blending neighbors.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Makes some targets of the training rows wrong.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MatMul</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Max</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Max pooling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Maximum training rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean absolute error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean squared error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measure epoch 0</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measuring</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measuring the loss: {percent}% of the map…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measuring {count} values, {workers} at once.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Menu</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Menu of the selection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Merge</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Min-max</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Missing values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mixes the steps of a sequence by how relevant they are to each other, or with the steps of a second sequence.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mixtures of the informative features.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mode</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Momentum</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Momentum: {share} × {before} + {step} = {gathered}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Month first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Moons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More epochs and other splits, for the diagnosis</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More patience</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move in large steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move the selection, or scroll</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Moved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Multi-head attention</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Multiplies branches element by element, as a gate does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Multiply</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mute the selected layers, or use them again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Muted: what arrives passes it by. Press M to use it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Narrower: {names}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nearest</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nearest repeats numbers, bilinear blends.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Negative log-likelihood</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Negative log-likelihood expects logarithms of probabilities, but “{node}” does not give them. Choose cross-entropy, which takes the outputs as they are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Negative numbers never fall below minus alpha.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Negative slope</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Network depth</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Network width</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Network with {nodes} nodes and {wires} wires. Press Tab to step through them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Networks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New rows cannot be drawn, so the training rows are resampled with replacement.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next layer, previous layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No Dask scheduler responds at “{address}”. Start one with “dask scheduler”, and give the address that it prints, such as tcp://localhost:8786.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No PNG was written: {reason} The SVG was.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No added noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No breakpoint was met up to the end of the epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No clipping</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No data: a single row of zeros, for a drawing whose loss depends on its parameters alone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No dropout</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No epoch was finished.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No file is chosen. Choose a file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No gradient came back to {weight}: it stays as it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No gradient came back, so {weight} stays as it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No gradient comes back from the loss to any of {names}: a layer between them, such as a step or a comparison, has no derivative. Replace it, or lead another way past it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No gradient comes back here: the loss does not depend on it in a way that backward can follow.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No gradient comes back in this minibatch, so there is nothing to see of backward.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No gradient comes back to “{layer}”: it does not learn.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No gradient comes back to “{node}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No gradient reaches any weight any more: nothing learns.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No gradient reaches {weights} any more: they do not learn.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No gradient vanishes or explodes: a weight of “{first}” gets {times} times that of “{last}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No input accepts the output of “{node}”. Add a layer that accepts it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No layer computes “{what}”: {reason} Replace it by other layers, or delete it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No layer is selected. Select one: W then goes through its wires.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No layer of this network differs in evaluation mode: it has neither dropout nor batch normalization.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No learning-rate decay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No output counts in the loss. Give one of them a loss weight above 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No seed was trained to the end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No weight decay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No weight gets a gradient: the loss of these rows does not change with any of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No wire is selected. Select a layer and press W to select its wires.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No wire leads to or from “{node}”. Connect it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No “{node}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Node</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Noise in the training rows: {inputs}, and {labels}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Noise in the training rows: {part}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Noise of {noise} is what the network memorizes once it has learned the rest.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Noise seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Noise was added to the training rows only: it hides from the network what the validation rows show.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None of them overfits.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Norm after</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Norm before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Norm first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Norm of its gradient</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Normal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Normalization</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Normalizes before each part instead of after it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not finite, and left out of lowest and highest: {arrays}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note on block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note: {note}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Notes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing could be measured.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing follows “{node}”. Connect it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is connected to its input “{port}”. Draw a wire to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is connected to its input. Draw a wire to it from the layer before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is left of the {side} places of axis {axis}. Choose another start or stop.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is left of {shape} after cutting {crop} from each border. Choose a smaller crop.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is selected. Select the layers for the block.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing of this run could be written to “{folder}”. Free some space there, or allow writing, and train again to save the run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing that reads it passes a gradient back: it is 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing that was tried surely helps.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Notice: {message}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>NumPy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Numbers that are the same for every row and never change.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Numbers that are the same for every row and that training changes. By default they start at 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Numbers to predict</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Numbers to predict: z-score trains on the target minus its mean, in standard deviations of the training rows. The loss is in these units; predictions and errors are shown in the target's own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ONNX</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ONNX files are read with the package onnx, which is not installed. Install it with: python -m pip install 'netbuilder-desktop[onnx]'</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Of the cards of this block.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Of the first input to the second.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Of {all} numbers in {what}, one is not finite: infinite, or not a number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Of {all} numbers in {what}, {count} are not finite: infinite, or not a number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Off by {apart} ({share} %): it is {number}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Off by {apart}: it is 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Off: filters are as wide as high.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Off: it keeps its starting values.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Off: takes the place at the start alone, and the axis goes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Off: they are a part of the values, as in 6" for inches.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On the canvas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One fewer layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One more layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One number is expected here, but “{text}” was typed. Type a number such as 0.5 or 1e-3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One number that says how wrong the outputs are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One seed says nothing about luck. Repeat with more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One size may be -1: it is then computed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One training takes {seconds} s: too long to try remedies with several seeds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One-hot</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One-hot is for classes, but the target of the data is numeric. Choose as they are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only a single layer can be given its first state, but it has {layers} on top of each other. Put as many layers one after another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only a sweep can be distributed by a scheduler. Add --sweep.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only finite numbers can be typed in: “{text}” would spread everywhere.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only this use of “{block}” has that problem, with the values that it sets. Set others, or make it independent first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only {rows} rows train {weights} weights, and {unused} more are unused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only {rows} rows train {weights} weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a layer into tensor operations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open into operations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Operations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Operator set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Optimizer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Orange</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ordered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other targets for the same inputs can be drawn for generated data only: nobody knows the distribution of these rows. Vary the rows instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Output “{port}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Output “{port}”: {shape}. Drag from here to the layer that follows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Output. Drag from here to the layer that follows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Output: {shape}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Output: {shape}. Drag from here to the layer that follows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outputs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Over {runs} seeds, the final training loss is {end} (mean ± standard deviation). There are no validation rows to judge it on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Over {runs} seeds, the lowest validation loss is {best} and the final one is {end} (mean ± standard deviation).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Overfitting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Overlay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pad</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Padding</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parameter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parameters with a turn draw their starting values in the order of their turns, that of turn 1 first: an opened layer draws them in the order of PyTorch's. 0: in the order of computation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parameters, of a block too</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parameters; of a block, the drawing inside</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parquet file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paste</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Periods</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Permute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pink</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Points along a sine curve or a polynomial, with noise.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Points along a straight line, with noise.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Points of a square whose class is whether the signs of x and y differ: no straight line separates them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Polynomial</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pooling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Power</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predict a number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predict a number from 1 to {count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predict classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predict “{column}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predictions are not drawn for more than {most:,} numbers; these data have {numbers:,}. Training reads them all. Choose fewer rows to see the predictions.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Predictions need data, and this project has none: its loss depends on its parameters alone. The curves and the landscape show how it learns.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Problem</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Promote parameter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pulls the weights toward zero.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Puts the axes of each row into another order.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Puts the features (of images: the channels) of branches side by side, or another axis.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PyTorch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PyTorch adds to the gradient that is there; what the last batch left has to go first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PyTorch cannot write this network as ONNX here: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PyTorch tensors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PyTorch's layers draw some random numbers that they do not use. An opened layer skips as many, so that what is drawn next stays the same.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Qt cannot draw it here ({reason}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Qt has no platform “{platform}”, which QT_QPA_PLATFORM asks for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Quotation marks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>RMSProp</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>RMSprop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>RNN</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Random directions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Random labels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Random numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Random numbers skipped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Random numbers, before anything is learned.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Random rows with random targets, from which there is nothing to learn: a network runs on them at once.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Random, too: they do not depend on the inputs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ratio</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ReLU</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ReLU6</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read as JSON. Values inside others have both names, as in size.height.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read as Windows-1252, most letters are like “{letters}”: the file is likely in another encoding. Choose it under Encoding, or save the file as UTF-8.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read as dates, in days since 1 January 1970: {columns}. “{text}” is {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read as degrees: {columns}. “{text}” is {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read as durations, in hours: {columns}. “{text}” is {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read as missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read as missing in {columns}: {values}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read as numbers: {columns}. “{text}” in “{name}” is {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read as times, as numbers of their first unit: {columns}. “{text}” is {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read as {encoding}, separator {separator}, {header}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read in order, as numbers from 1 to {count}: {columns} ({order}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read it as Windows-1251 (Cyrillic)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read it as it is written</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read it as thousands</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read the day first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read the line of units as a row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read the month first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read {value} as missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read {value} as missing and drop its rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read {value} as missing in “{column}” and {count} more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read “{column}” and {count} more in order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read “{column}” as categories</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read “{column}” in order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read “{text}” and {count} more as missing and drop their rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read “{text}” as missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read “{text}” as missing and drop its rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reads a sequence step by step with one activation: simpler than a GRU or LSTM, and forgets sooner.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reads a sequence step by step, with a long and a short memory.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reads a sequence step by step, with one memory: lighter than an LSTM.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reads the sequence forwards and backwards.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Red</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Redundant features</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refuse</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refuse: say where they are. Drop: leave out the rows that have any. Fill: put in the median of the training rows, or their most frequent category, and add a column that says where.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Regression</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Relation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rename</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rename block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rename, or write a note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repair</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repeat</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repeats its first input, such as a Parameter, for each row of the second: a class token, for example.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replace by another layer, keeping the wires</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replace by {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replace with {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reroute point {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reroute point {number}, {wire}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reshape</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Residual block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Residual stage</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resize</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Right: {number}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Role</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Round clouds of points, one class each.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row {row}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row {row} (line {line})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row {row} (line {line}) of “{file}” has {found} values, but there are {width} columns. Correct it, or choose another separator.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row {row} holds {value}, which is not a finite number. Correct it, or lower the noise.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row {row} is too far from the training rows to be normalized by them. Choose another normalization, or more training rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows as</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows far outside the training rows: {count:,}; the first is {place}, by its “{column}”. What is predicted there is an extrapolation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows predicted: {count:,}, by run {number} at epoch {epoch}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} cannot be deleted: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} cannot be read: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} continues a run whose rows were split in another way, so it may have learned from its test rows: this figure is not unbiased. Train from scratch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} has no saved weights. Train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} has not finished an epoch, so there is none to restore.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} has not finished an epoch. Train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} is back at epoch {epoch}, loss {loss}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} is being written. Stop its training first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} is still being trained. Stop its training first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} was trained on another drawing, so its weights cannot be carried over. Train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} was trained without test rows. Set a test share in the data settings, and train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run} has already reached epoch {epoch} of {epochs}. Set --epochs to a larger number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run} was trained on other data. Train to see predictions.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Running mean of gradients</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Running mean of squares</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>R²</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SGD</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SGD, momentum 0.9</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Same</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Same: with zeros at the borders, so that a stride of 1 keeps the size.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved in {folder}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved: {file}, its weights as run {run}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scale and shift</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Script: {file}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scroll with the mouse, and see the map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seconds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seconds an epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seed {seed} ({number} of {count}):</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Select a wire of the layer, then the next one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Select one more layer that way</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Select the node on the canvas first, and then detach its output.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Self-attention and two dense layers, each with a skip connection and layer norm: one block of a transformer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Semicolon</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Separation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Separator</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sequence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set learning rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set the kind of “{column}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set the role of “{column}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set {parameter}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set {parameter} to {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sets a random share of the numbers to zero during training, so that the network cannot rely on a few of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Several columns are called {names}; those after the first are {again}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shape</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shared</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shared weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shift JIS</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shift+Arrow</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shuffle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shuffle the rows before the split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shuffled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shuffled rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SiLU</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sigmoid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Since run {run} the project has {difference}. What was trained is exported.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Slice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Slides small filters along a sequence.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Slides small filters over an image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Slope</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>So few rows do not tell how far off {metric} is. {advice}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Softmax</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Softmax and cross-entropy drawn of operations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Space</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Space and drag</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Spirals</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Split in the order of the rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Split seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Spread</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Spreads each number of an image over a small patch of a larger one: a convolution in reverse.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Square</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Square root</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Squeeze and excitation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Squeezes any number into the range from -1 to 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Squeezes any number into the range from 0 to 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Standard deviation of each cloud.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Standard deviation of the random part added to each point.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Starting bias</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Starting bias numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Starting biases</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Starting number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Starting numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Starting weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Steady learning rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Still learning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop after {patience} epochs without improvement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop only after {patience} epochs without improvement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop when validation loss has not improved for this many epochs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped after epoch {epochs} ({seconds} s).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped early: these numbers cover what was done by then.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped: there is a breakpoint at “{node}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped: {what} has {count} numbers that are not finite.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped: {what} is 0 everywhere.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped: {what} is 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped: {what} is {number}, beyond the bound of {bound}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped: {what} is {number}, the first of {count} numbers that are not finite.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped: {what} is {number}, which is not a finite number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stratified</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stratified keeps the share of each class the same in every part.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stride</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Subtract</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Subtracts the second input from the first, number by number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Such as 2, 3 for a matrix of two rows; empty for one number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sum</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sum of squared gradients so far: {total}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tab</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tab, Shift+Tab</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take back promotion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Takes a part of one axis.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tanh</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Target normalization</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Target {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Task</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tensor operations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>TensorFlow</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>TensorFlow tensors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Test share</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>That of the places; the numbers of a window are on the next.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The ONNX file is not written: for {rows} rows onnxruntime computes something else from it than the network does ({distance} apart, allowed are {allowed}). PyTorch {torch} writes one of its layers wrongly. Export a script instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The ONNX file makes a constant of {count} numbers, {shape}, with its operator {operator}; at most {most} can be read. Export the network with smaller sizes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The array holds whole numbers, but {number} was typed. Type one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The axis stays, with one number on it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The block has no output. Add a Block output to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The block “{block}” cannot contain itself. Use another block there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The block “{block}” has no parameter “{name}” to override. It has: {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The block “{block}” has no parameter “{parameter}” of “{node}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The block “{block}” is still used by {uses}. Delete or unpack these first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The classes of “{column}” have an order ({order}), which classification does not use.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The columns {columns} become {count} features, one for each of their texts, in {rows} rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The columns {columns} hold another text in nearly every row, each a feature.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The columns {columns} hold {kind} and texts, such as “{text}” (rows of the first: {count}), and are read as categories.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The columns {columns} hold {value} (rows of the first: {count}), far from their other values: does it stand for “no value”?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The columns {columns} number the rows, each differently; a network can learn them by heart.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The cosine of each number, in radians.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data are not those that the weights of epoch {epoch} were trained on: the validation loss was {before:.4g} and is {now:.4g} now. Bring back the data as they were, or train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data are still being read. Wait a moment.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device got an index that is out of range, and cannot continue. Choose normalization “none” for embeddings, and restart the program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device “{device}” is out of memory. Lower the batch size, make the network smaller, or choose the CPU.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The digits of {columns} are not 0 to 9, so each number is read as a category of its own. Write them with the digits 0 to 9.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The display “{display}” does not respond</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The distance between the numbers that a filter looks at.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The distribution of the rows is unknown, so noise cannot be told apart from bias²: bias² includes both.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing is large: in the picture it is made smaller. As SVG it keeps its size.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The encoding of “{file}” is not recognized. Choose it under Encoding, or save the table as CSV in UTF-8.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The end of this run could not be written to “{folder}”: only what was written before is saved. Free some space there, or allow writing, and train again to save all of it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The error function of each number, from -1 to 1: what the bell curve adds up to, as GELU needs it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The experiment could not be saved: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The exponential of each number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The features of {title} have no names, so the columns of new rows cannot be told. Train on a table of your own to predict new rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The features that the class depends on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file does not say {what} of the input “{name}”. Give the shape of one row, for example --input 3x32x32.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file has no column {columns}; what was set of it is not used.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file is in two encodings: {lines} in {one}, the others in {rest}. Each line is read in its own; look whether its letters are right.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file “{path}” does not exist. Was it moved? Choose it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first axis of a row is 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first column has no name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first line has one name too few.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first place that is left out. Off: to the end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The font “{file}” is damaged: please reinstall NetBuilder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The gradient explodes: that of a weight is {times} times larger in “{early}” than in “{last}” ({large} and {small}, root mean square). Normalization, smaller starting values or gradient clipping keep it in bounds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The gradient had the norm {norm} and was clipped to {bound}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The gradient has exploded: in “{layer}” its norm is {norm}. {advice}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The gradient has exploded: “{layer}” has weights or gradients that are no longer numbers. {advice}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The gradient is {gradient}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The gradient of the loss with respect to “{node}” is {value} everywhere.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The gradient of the loss with respect to “{node}” is {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The gradient of the loss with respect to “{node}” ranges from {low} to {high}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The gradient of “{node}” is 0 everywhere: nothing before it learns from here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The gradient vanishes: that of a weight is {times} times smaller in “{early}” than in “{last}” ({small} and {large}, root mean square). ReLU, normalization, He or Xavier starting values or a skip connection let more of it through.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The gradients of the last step, of norm {norm}, are cleared: backward adds to what is there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The highest power of the polynomial.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The highest power. Inputs between -1 and 1 suit it best.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The icons are drawn with a font of qtawesome, which is not installed: pip install qtawesome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The inner radius as a share of the outer one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The input “{name}” has {count} axes, but the shape that was given has {given}, the batch counted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The input “{name}” takes texts, but a network here takes numbers. Export the network without what turns texts into numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The largest norm of the gradient; larger gradients are scaled down.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The largest number of a row, or along one axis.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The last column has no name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The last side of the first input must be as long as the last but one of the second, but they are {first} and {second}. Change one of them, or put a Permute before it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The layers from “{first}” to “{last}” cannot be repeated. Choose a range with one wire in and one wire out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The learning rate came down from {first} to {last}: too early, if there was more to learn.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The learning rate shrinks from epoch to epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The length of each vector.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The line below the names is no row, but says units: {units}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss changes by {total} for each 1 that it grows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss falls at none of these rates, so none is suggested. Look at the starting values of the weights, or at the loss.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss falls fastest at the learning rate {rate}; the project has {own}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss has not improved for {count} epochs. The best was epoch {best}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss is no longer a number at step {step} of epoch {epoch}. The weights from the end of epoch {kept} are kept. Lower the learning rate, or clip the gradients.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss is no longer a number. {advice}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss is {after} instead of {before}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss is {loss}, as it would be without.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss of all rows after an epoch, with nothing learned from them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss of the network is {loss}, as it computes in 32-bit numbers. In 64 bits it is {wide}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss of the starting weights is not a finite number, so no learning rate can be tried. Look at the starting values of the weights, and at the data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss of the starting weights is not a finite number, so there is no path to show. Look at the starting values of the weights, and at the data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss of these {rows} rows is {loss}, which is not a finite number: here a training ends.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss of these {rows} rows is {loss}: one number that says how wrong the outputs are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss takes the outputs as they are, but “{node}” squeezes them first, so the gradients stay small.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss that is drawn is not in the file: it holds the network up to its outputs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The losses of every epoch are kept, for a file and a picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The lowest test error is at {hyperparameter} = {value}, but there are not enough resamples to tell it from all others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The lowest test error is at {hyperparameter} = {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The map was stopped before anything was measured. Draw it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The matrix product: each row of the first input times each column of the second, summed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The mean of all numbers of a row, or along one axis.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The minibatch before was past this node, so this is the next one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The minibatch cannot be computed with this change, so it was taken back. {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The minibatches differ among themselves by more than the loss falls, so no rate is suggested. A larger batch size makes them more alike.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The module did not finish within {seconds:g} seconds, so it was stopped. Look for an endless loop, or import a smaller network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The module ended the process that ran it, so nothing was found out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The momentum buffer starts at {step}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The natural logarithm of each number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network has no input. Drag an Input to the canvas and wire it to the first layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network has no output. Drag an Output to the canvas and wire the last layer to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network has nothing to learn: none of its layers has weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network has nothing to learn: none of its layers has weights. Put a layer with weights between input and output.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network has {count} weights. A path is kept for at most {most}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network has {recorded} here, as it computes in 32-bit numbers. In 64 bits, as below, it is {gradient}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network is empty, so there is nothing to draw. Drag some layers to the canvas.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network is empty. Drag an Input, some layers and an Output to the canvas.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network or its data have changed since these weights were trained, and the weights no longer fit. Train from scratch, or undo the changes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The norm of {weight} goes from {before} to {after}; that of its gradient is {gradient}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The number of resamples must be between 1 and {most}, but is {count}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The optimizer changes every weight a little against its gradient.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The optimizer has different settings than before, so it starts from scratch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The order of the texts in “{column}” is not known ({texts}), so they are read as categories. Begin each with its number, such as “1 {first}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The output cannot be written: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The output of the network is no longer a number. Lower the learning rate, and train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The outputs are compared with those of onnxruntime, which does not run this file: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The outputs, computed from the inputs layer by layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The perceptron and its rule</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The points in random order instead of from left to right.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The process that ran the module ended with code {code}. Its last words: {error}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The products of two inputs number by number, summed along the last axis.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The project has changed since this run ({difference}), so no remedies are offered.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The project has changed since this run ({difference}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The project has changed. Press Draw again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The project has changed. Press Restart to see what it does now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The project's rate lies outside the range that was tried.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The results of this run cannot be written to “{folder}”. Free some space there, or allow writing: training continues, and what is missing is written as soon as possible.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The rows are sorted by the target and the split is ordered, so the validation rows have other targets than the training rows. Shuffle them, unless that is what you want to test.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The rows follow one another in time (“{column}”), and are dealt out at random: validation rows lie between training rows. To tell how well the future is predicted, split in the order of the rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The rows of a matrix whose numbers come in, from 0: the first input is the matrix, the second the numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The rule by which the weights change, with what it remembers of earlier gradients.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run could not be saved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same rows in every script, split and prepared in the same way.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same value in every row: {columns}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The scheduler at “{address}” has no workers. Start some with “dask worker {address}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The script crashed: the operating system ended it ({signal}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The script failed: {error}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The script starts from them with: python {script} --weights {weights}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The script took longer than {seconds} seconds. Choose fewer training rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The second input where the first is above 0, the third elsewhere. The gradient goes to the one that was taken.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The shape must be whole numbers from 1 joined by x, for example 3x32x32, but it is “{text}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The shape of a row needs sizes of at least 1, but it is “{sizes}”. Enter, for example, 3, 32, 32.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The shape of one row, for example 3, 32, 32.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The share of a negative number that passes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The share of attention weights set to zero during training.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The share of each batch in the running mean and variance.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The share of numbers that are set to zero.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The share of rows whose class is replaced at random.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The sine of each number, in radians: an activation for periodic data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The split needs at least {needed} rows, one for each part, but the data have {rows}. Add rows, or set the validation share to 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The square of each number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The square root of each number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The sum of all numbers of a row, or along one axis.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The table has column names, but no rows. Add rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The table has no column “{name}”. Its columns are {columns}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The table needs a target column and at least one other column, but has only {columns}. Choose another separator, or a table with more columns.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The table needs a target column and at least one other column, but has only {columns}. Left out: {others}. Give one of them a role.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The table seems to lie on its side: each column is a record, and each row holds one thing of all of them, such as “{text}”. Transpose it, so that each record is a row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The target is {value} in every training row: there is nothing to learn.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The target “{column}” has {count} classes in {rows} rows: too few rows each to learn from. Choose another target.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The target “{column}” is {value} in every row; “{other}” could be predicted instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The target “{target}” is the sum of {columns} in every row, so there is nothing else to learn. Predict one of these, or leave some of them out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The test rows were opened before, on {day}, and the project was changed or trained again since, so they have been used to choose: this figure is no longer unbiased. Only rows that were never used give one that is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The test rows were opened before, with {runs}, so they have been used to choose: this figure is no longer unbiased. Only rows that were never used give one that is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The texts of {columns} have an order ({order}), but each is a feature of its own. As kind “ordered”, each column is one feature, from 1 to {count}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The texts of “{column}” have an order ({order}), but each is a feature of its own. As kind “ordered”, the column is one feature, from 1 to {count}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The training broke off before its first epoch ended. {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The training ends once the loss has not improved for a number of epochs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The training ends where the loss is no longer a number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The training has no minibatch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The training has not begun. Start it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The training has only {count} minibatches. Ask for one of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The training is over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The training was stopped before it began.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The training was stopped before its first step, so there is no path to show. Start it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The validation loss of {loss} is a mean over {few} rows and uncertain by about ±{error}, which hides a small rise or fall. With {more} rows it would be about ±{less}; {left} are left to train on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The value of a tensor is read in Python at {line}. What follows from it is drawn as it came out while it was imported.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights are those of run {run} at epoch {epoch}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights from before this minibatch are no longer kept. Go forward to a later one, or start again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights of epoch {epoch} of run {number} are not saved. The nearest saved epoch is {nearest}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights of run {number} do not give the same outputs in the new drawing, so they were not carried over. Train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights of the best epoch are kept, and put back at the end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights of “{file}” lie in files of their own ({names}), which cannot be read. Put them into the same folder, as they were exported.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights of “{path}” are computed from others; here they are plain weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The window is not installed here. Use the commands; see netbuilder --help.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The window needs system libraries that are not installed; type: sudo apt install {packages} (these are the names of Debian and Ubuntu).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The wire is no longer there. Draw it again first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The workers of the sweep were lost: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The {count} whole numbers of “{column}” are classes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The {rows} rows of {title} do not fit into memory. Choose fewer rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are neither test rows nor validation rows to measure on. Set a test share.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are no data to learn from. Choose data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are no gradients yet. Backward adds to what is there, so every step starts without any.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are no rows. Type the values of at least one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are no test rows, so the networks are measured on the validation rows ({count}), which they do not learn from.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are no values to sweep “{name}” over. Give some, such as 4, 8, 16.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are no weights to write: the project has no kept run. Train it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are too few rows to leave some out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is a file “{file}” already. Choose another name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no axis {axis} in {shape}: the first is 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no axis {axis} in {shape}: the first is 0. Choose another, or turn it off for all numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no axis {axis} in {shape}: the first is 0. Choose another, or turn it off.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no block “{block}” in the library.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no block “{block}” in the project.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no block “{node}” here any more. Open another one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no display</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no export to “{format}”. Choose one of: {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no file “{file}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no hidden layer that could be repeated to make the network deeper. Add one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no hidden layer to widen or narrow. Add one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no hyperparameter “{name}”. Did you mean “{close}”?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no hyperparameter “{name}”. There are: {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no hyperparameter “{name}”: nothing can be swept there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no layer “{layer}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no loss to show: training diverged. Choose a smaller learning rate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no minibatch yet. Step into the first one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no minibatch {batch} in epoch {epoch}. The training has {epochs} epochs of {batches} minibatches.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no node “{name}” in the network. There are: {nodes}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no node “{node}” in the network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no piece of a drawing on the clipboard. Select layers and copy them first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no preview of more than {most:,} numbers; these data have {numbers:,}. Training reads them all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no run in “{folder}” yet. Train first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no run {number} in “{folder}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is nothing for a wider network to find out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is nothing inside “{node}”: it is where values enter or leave.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is nothing to predict: the drawing has a Loss, but no Output. Add an Output.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is nothing to try.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>These weights belong to a different network, so their predictions cannot be shown. Train to see the new one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They lie between the two.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They must divide the number of channels or features.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They must divide the number of features.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This computer is out of memory. Lower the batch size, or make the network smaller.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This frame or note is no longer there. Draw it again first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is the figure to report.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is the figure to report; nothing was changed since it was first opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This machine has no device “{device}”. Available: {present}. Choose one of these, or auto.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This problem has no automatic repair. Do what its message says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This reroute point is no longer there. Add it again first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This version of NetBuilder does not know the data “{type}”. Install a newer version, or choose other data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This version of NetBuilder does not know the layer “{type}”. Install a newer version, or delete the node.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This wire would close a loop: “{target}” already leads to “{source}”. A network computes from its inputs to its outputs; remove a wire on the way back first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Through “{node}”, the gradient of its output (upstream) × its derivative (local):</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ticked or empty: {columns}. If empty means no, fill the gaps: a column of zeros and ones then says where it is empty.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ties</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tilde</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Times</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Times opened with this run: {count}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title of the frame</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To be surer: {title} (set “validation” to {share} in the project file, then train). {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To distribute a sweep over a cluster, Dask must be installed. Install netbuilder-desktop[cluster].</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To the first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To which of several largest numbers the gradient goes: each gets an equal share, or the first all of it. The first can be chosen along one axis.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Too early to tell</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Too few steps were made to suggest a rate: {count}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Too noisy to tell</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Total</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train for {epochs} epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train on all {rows} rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trainable</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trained to epoch {epochs} ({seconds} s).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training and validation agree, so the rest may be noise, or more than this network can learn. A wider network with the same {seeds} seeds tells which. The project stays as it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training loss does not come below {loss} with {weights} weights: the target may bend more often than they can.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training loss is down to {loss}, and only ever larger weights lower it further: weight decay holds them back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training loss was once {low} and is now {now}: the steps overshoot.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training mode</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training would have stopped at epoch {end} of {epochs}, with a validation loss of {loss} instead of {last}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training {count} networks for {epochs} epochs, {way}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training {parameters} parameters on {rows} rows up to epoch {epochs}, device {device}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training, to see which path it takes: epoch {epoch} of {epochs}…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training, to see which path it takes…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training: {parameter}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Transformer decoder layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Transformer encoder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Transformer encoder layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Transposed Conv 2D</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turns an image or a sequence into one long row of numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turns each number x into polynomials of x, one of every degree; a Dense after it adds them up.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turns one axis around: the last number comes first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turns the features (of an image: the channels) into log probabilities, for negative log-likelihood.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turns the features (of an image: the channels) into probabilities that add up to 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two circles, told apart by one output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two convolutions, and the input added to what they give (He et al., 2015).
The convolution on the way round fits the channels and the stride.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two convolutions, and the input itself added to what they give (He et al., 2015).
It keeps the size and has as many filters as channels enter: repeat it after a residual stage.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two interleaving half circles, one class each.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two moons: a wide network overfits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two networks give no standard errors of bias² and variance. Use at least 3 resamples, preferably 50.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two spirals</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two wires end at its input “{port}”. Remove one of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Typed in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>U-Net step</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>UTF-16</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>UTF-8</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>UTF-8 and Windows-1252</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Underfitting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Uniform</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Units of the first of the two dense layers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unmute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unpack block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Up to {percent}% of the numbers are set to zero at every step. The run fits, but with more of them left the network may learn more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Up to {percent}% of the numbers are set to zero at every step: what is left is too little to learn with, and training loss stays high.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Update</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Upsampling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use “{column}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Used by SGD and RMSProp.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Used by step and exponential decay.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Used by step decay.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Usual</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Valid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Validate on more rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Validate on {share} of the rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Validation ({validation:.0%}) and test ({test:.0%}) take all {rows} rows and leave none for training. Lower these shares.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Validation loss jumps by about ±{spread} from epoch to epoch: lower the learning rate, or take larger batches.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Validation rows: {few}, which tell nothing. With this share there are {more}, and {left} to train on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Validation share</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Variance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Violet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Warning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Warning: {warning}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weighs each channel by what all of the image says (Hu et al., 2018).
Channels must be those of the input.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weight</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weight decay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weight decay is added to it: {gradient} + {decay} × {before} = {sum}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weight decay of {decay}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weight decay: {before} × (1 − {rate} × {decay}) = {shrunk}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weights that the original does not train, and that are trained here: {paths}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What differs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What each column is for, and what it holds. Columns that are not listed follow from the file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is added.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is written is not only text. Say where to: -o {file}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What training makes small: one number, or one for each row, of which the mean counts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where the features of the data enter the network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where the loss is steep, one gradient can throw the weights far off. Clipping prevents this.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where the output of the network leaves, to be compared with the target.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where the targets of the data enter, for a loss that is drawn by hand. Predictions must not depend on it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where training moved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whether the first line holds the names of the columns, and which column has none where there is one name too few.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whether the line below the names says units or what the columns hold.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which axis comes first, second, …: 1, 0 turns a matrix over. The first axis is 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which features enter here: empty for all, a range such as 0:2, or a list such as 0, 3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Window size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Windows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Windows of several sizes side by side, their channels joined (Szegedy et al., 2015).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Windows-1250</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Windows-1251</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Windows-1252</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Windows-1254</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wire from {source} to {target}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With --nearest, the layers that come closest take the place of those that have one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With a first inner layer of {units} units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With a learning rate of {rate} the loss stops being a number: the steps are far too large.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With a learning rate of {rate}, training loss came down smoothly to {loss} in {epochs} epochs: there is room for larger steps.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With one network, bias² and variance cannot be told apart, only their sum. Use at least 2 resamples, preferably 50.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With shared weights, the output of the block must have the shape of its input, but {entering} enters and {leaving} leaves. Turn off Shared weights, or give it the same shape.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With smaller steps than at a learning rate of {rate}, validation loss goes up and down less from epoch to epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With weights that are used several times: {names}. Here each use has weights of its own, which start equal and are trained apart.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With weights that are used several times: {names}. They are one set of weights here, too: a Parameter that each use reads, or a block that repeats with shared weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With {rows} validation rows the validation loss is uncertain by about ±{error}: validate on more rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With {runs} seeds, every loss stopped being a number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With {weights} weights the function can bend through each of the {rows} rows, noise included; with half as many bends it must pass between them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Without an activation between them, layers one after another compute no more than a single one: a straight line, a flat boundary.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Without {names}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Without “{node}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write as layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write in tensors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Written in tensors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Written: {file}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>XOR</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>XOR: one layer underfits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Xavier, normal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Xavier, uniform</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Yellow</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Yes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You do not have permission to read “{file}”. Allow it, or choose another file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You do not have permission to read “{file}”. Ask its owner to allow it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Z-score</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zeros</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zoom in, zoom out, actual size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zoom with the mouse</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a Gaussian process</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a Transposed Conv 2D has neither groups nor a dilation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a backslash stands before the wrong letter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a chain holds at most one module with state</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a close call</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a colon is expected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a comma or a closing brace is expected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a comma or a closing bracket is expected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a comma stands before the end of a list or an object</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a finite number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a key in quotation marks is expected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a letter is not written in UTF-8</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a letter that is written as \u is cut off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a line end or a control character stands in a text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a linear model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a linear model with squares and products</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a list of at most {bound} entries</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a list of whole numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a list of {bound} or more entries</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a network drive cannot be reached. Try again once it is back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a network has an output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a number has too many digits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a number is not written as one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a number of at least {bound}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a number of at most {bound}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a sweep must end with its results</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a value is expected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a whole number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a wider network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a wire leads from “{source}” to “{target}”, but there is no node “{missing}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a wire that starts nowhere</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>about {figure}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>about {figure} (the median of the last {epochs} epochs; {last} in the last one)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>accuracy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>all {rows}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>almost certain</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>an experiment must end with its result</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>an object in braces</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>an operation that reads nothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>and a smaller one: {rest}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>and one that is 0, since no gradient arrives there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>and {count} smaller ones: {rest}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>and {count} that are 0, since no gradient arrives there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>another network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>another network, of {layers} layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>another network, other data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>another program is using it. Close that program, and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>arguments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>around {nodes}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>at {line} it packs sequences of several lengths (pack_padded_sequence). Here all rows have the same length: import a version that reads them whole.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>axes {axes}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>axis {axis}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>balanced accuracy {before} → {after}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>block {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>blocks contain each other: {circle}. Take one out of the other.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>boosted trees</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>both mean and variance are used wherever moments are</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>caret</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>category</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cell</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>colon</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>columns {columns}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>comma</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>connected from {nodes}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>connected to {nodes}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>context</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>could not be trained</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>dates or times</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>degree {degree}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>differs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>feature</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>final training loss {low} → {other_low}; without validation rows there is no more to say</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>final validation loss {loss} → {other_loss}; gap {gap} → {other_gap}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>first direction</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>guessed inputs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>high bias</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>high bias or noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>high bias, though the networks fit their training rows: these are too few to determine such a network, and what it predicts elsewhere follows from how it starts and is trained</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>high variance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>how many axes it has</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>imported weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>input {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>inputs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>inputs move by {share:.0%} of their standard deviation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it changes places that conditions or tensors name, which no layer does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it comes in, but not with these inputs and settings: {settings}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it compares with rows that it has kept, as support vector machines do. No layer is one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it computes something else for other values: from line {line} on, {first} with one input and {second} with another. A drawing computes the same for all. Move the branch out of forward.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it computes with complex numbers, which no layer does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it computes with quantized weights. Import the network as it was before it was quantized.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it consists of decision trees: no layer is one, and nothing could learn through them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it decides by a value how it goes on, or how often. A drawing computes the same for all rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it divides by a number of its own (divisor_override).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it does not make both sides larger by the same whole number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it does not take all places of an image or all steps of a sequence together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it does not take each place equally often.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it draws random numbers each time, which no layer does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it draws random numbers each time, which no layer does. Zeros, their mean, may take their place.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it gives places, not numbers: nothing could learn through it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it has a dropout of its own, or fewer keys than queries, which no layer has.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it has a mask for each head and row, which no layer takes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it has biases for keys and values, or adds zeros to them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it has dropout between its layers, a layer has none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it has groups or a dilation, which no layer along a sequence has.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it has no biases, a layer learns some that start at zero.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it has no biases, biases for keys and values, or different sizes of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it has no class derived from torch.nn.Module, and no instance of one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it has no name and is empty in {missing} of {rows} rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it has no name and numbers the rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it has several modules: {known}. Say which one with --class, or choose it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it has the key “{key}” twice in one place. Remove one of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it holds nothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it holds values of type {kind}; only numbers, texts and dates can be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it holds {count} different texts in {rows} rows, such as “{text}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is a folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is a link that leads to itself. Choose another name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is active in evaluation, too.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is approximated by tanh, the layer is exact.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is called in a way that is not known here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is cut off at line {line}, column {column}. Perhaps it was not copied in full.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is damaged at line {line}, column {column}: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is damaged: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is empty.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is no Python file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is no longer there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is not a block: its “format” is not “{format}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is not a project file: a project file is JSON text.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is not a project file: its “format” is not “{format}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is not part of a network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it keeps a last window that is cut off (ceil_mode), a layer leaves it out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it keeps running means.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it learns a scale or a shift alone, or keeps no running mean.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it learns no scale or no bias.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it limits the length of its vectors (max_norm).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it moves several axes at once.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it norms several axes together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it norms {count} axes together, a Layer norm the features or whole images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it packs sequences of several lengths. Every row here has the same length.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it picks numbers by a tensor or by conditions, which no layer does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it picks numbers by the places that another tensor names, which no layer does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it picks some of the numbers, which no layer does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it prepares columns of a table before they enter a network. Prepare the data so instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it projects its states (proj_size).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it reads several sequences in each row, and more steps than can be drawn one by one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it repeats what it puts in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it returns a {type}, not tensors.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it rounds or cuts off, which no layer does: nothing could learn through it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it says that it is version {version} of the format, but cannot be upgraded ({reason}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it silences whole channels, a Dropout single numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it sorts numbers, which no layer does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it starts from states that do not come for each row, or that were not followed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it takes a further result of a layer that gives only the first, such as places or shares.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it takes a number or a tensor of its own in a way that no layer does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it takes a tensor that is another one each time, such as random numbers: no layer does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it takes all numbers of a batch together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it takes mean and variance of each batch, in evaluation, too.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it takes the cell of an LSTM after its last step, which the layer keeps to itself.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it takes the mean of all batches: its momentum is none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it takes the states of a recurrent layer, of which a layer puts out the last only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it takes whole numbers, which only an Embedding does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it turns all numbers of a batch in one circle.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it was changed while it was imported. Import it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it was copied in another version of NetBuilder. Copy it again in this one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it was saved by a newer NetBuilder (format {version}; this one reads up to {current}). Update NetBuilder, or open the file in the one that saved it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it was saved by a newer NetBuilder (format {version}; this one reads up to {current}). Update NetBuilder, or use the block in the one that saved it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it works on volumes, and there are none among the data here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it would be larger than this system allows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its axis is not given.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its bags are given by offsets, have weights or leave out a code.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its dilation, or the places that it returns, cannot be set in a layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its exponent is not one number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its folder does not exist. Choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its layer “{layer}” is not known here. Install the newest version of NetBuilder to use it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its length is neither the Euclidean one nor the sum of magnitudes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its length is not the Euclidean one of an axis of each row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its lists are nested too deeply</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its lists are nested too deeply.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its means leave the padding out (count_include_pad), those of the layer count it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its mode “{mode}” (align_corners included) is not one of Upsampling.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its mode “{mode}” is not one of sequences.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its name is too long. Choose a shorter one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its norm is {after} instead of {before}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its norm is {after} instead of {before}, {times} times as large</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its norm is {norm}, as it would be without</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its padding of {padding} is neither none nor half of what its kernel spans.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its parameter “{name}” sets “{parameter}” of the node “{node}”, but there is no such parameter.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its queries, keys or values are no values of the network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its slopes are drawn at random while it trains. Their mean may take their place.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its values have {first} and {second} axes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its windows are not square, and overlap, leave something over or have settings of their own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its windows have different sizes, those of a pooling layer one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its {groups} groups cannot be set in a Conv 1D.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its {name} is {value}, that of a layer the same for both sides.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its “version” must be a whole number of at least 1, but is {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its “version” must be a whole number of at least {first}, but is {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>last</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>less than {least}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>likely</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>line {lines} is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>line {line} raises {error}: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>lines {lines} and {count} more are</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>lines {lines} are</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>minibatch {batch} of epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>muted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>names in the first line</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nearest neighbors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>neither bias nor variance is high</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>neither records nor columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>netbuilder {version}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no epoch is finished</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no module</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no names in the first line</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no python</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no such class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>none reaches it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>none, columns of fixed width</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not a module</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not connected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not enough resamples to tell bias and variance apart</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not tried, as one training takes about {seconds} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>of {size}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>of {size}, stride {stride}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>one of {bound}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>one of: {choices}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>only a value from outside has a label</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>only functions can be printed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ordered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>other data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>output {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>output {shape}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>packed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>problem</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>problem: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>query</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>quite sure</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>recall of each class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>rows meet a side that is none of rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>rows of different lengths</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>run {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>run {number} cannot be moved: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>runs {numbers}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>scripted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>second direction</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>semicolon</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>sequence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>several</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>something stands behind the end of the project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>space</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>state</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>tab</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>targets move by {share:.0%} of their standard deviation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>text of at most {bound} characters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>text of {bound} or more characters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the block “{block}”: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the curves need at least {needed} epochs, and have {epochs}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the curves need at least {needed} epochs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the day is first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the disk is full. Free some space, or choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the disk is not working properly. Choose another disk, and have this one checked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the disk is read-only. Choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the folder “{folder}” cannot be created: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the gradient of {node}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the gradient of {weight}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the gradient of “{node}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the header is too long</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the layer gives {shape} instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the library that draws it cannot be loaded ({reason}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the library that draws it is not installed here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the loss has settled at {training}. It depends on the parameters alone: without data there is nothing to overfit.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the loss is no longer a number in epoch {epoch}. Lower the learning rate, or clip the gradients.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the lowest recalls of {count} classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the measurements do not belong together</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the month is first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the node “{node}”: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the number {number} is too large.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the numbers arrive in another order than in the drawing, and no layer sorts them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the numbers arrive with their axes swapped, and some of them are left out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the numbers do not fill the shape</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the optimizer state</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the random state</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the rows are not in front</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the rows of a batch are not an axis of their own here, and a layer sees one row at a time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the same answer for every row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the sentence is too long</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the shape of what it takes ({names}) does not follow from its layers. Give it, for example --input 3x32x32.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the shapes that its first layer takes ({names}) were tried, but it failed: {reason} Give the shape of one row, for example --input 3x32x32.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the size of its axes {names}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the sizes that reach it are not known.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the template asks for more than values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the tensors do not fit the epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the text of “{annotation}” has {count} characters, but at most {most} are allowed. Shorten it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the value of “{node}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the values do not fit the template</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the {part} of {node}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>there is a file with this name. Choose another name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>there is a folder with this name already, with files in it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>there is a folder with this name. Remove it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>there is no block “{block}” in the file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>there is no layer for it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>there is no “{name}” in it. Its modules: {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>these curves may mean “{first}” or “{second}”. {doubt}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>these curves may mean “{first}” or “{second}”. {doubt} More epochs may settle it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>these curves may mean “{first}” or “{second}”. {doubt} More patience may settle it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>these validation rows hardly show it, but together with {count} other splits they suggest a loss of {level} on new data, while training loss has come down to {training}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>tilde</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>too many files are open. Close other programs, and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>torch.onnx gives no program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss has climbed from {best} to {now}. Lower the learning rate, or clip the gradients.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss has come down to {training}. These validation rows hardly show it, but together with {count} other splits they suggest that the loss on new data has risen from {lowest} to {end}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss has leveled off at {level} and validation loss at {validation}, but on the same validation rows the loss of {model} is {loss}: the network is too small, learns too slowly, or is held back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss has leveled off at {level} and validation loss at {validation}, but on the same validation rows the loss of {model} is {loss}: the network is too small.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss has leveled off at {level} and validation loss at {validation}. On these validation rows and on {count} other splits of the data, the loss of {model} is lower by about {difference} on average: the network is too small, learns too slowly, or is held back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss has leveled off at {level}. Predicting the same for every row gives {constant}, and the best possible prediction about {floor}: the network is too small, learns too slowly, or is held back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss has settled at {training}. Overfitting cannot be judged without validation rows. Set a validation share.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss is at {now} and keeps falling. The validation rows cannot be used to judge it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss is at {training}. Overfitting cannot be judged: all {rows} validation rows are of the class “{name}”. Split the data again, stratified.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss is at {training}. Overfitting cannot be judged: at least {needed} validation rows are needed, but there are {rows}. Raise the validation share.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss {low} → {other_low}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training {training}  validation {validation}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>true or false</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>true, false or null is expected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>two nodes have the id “{id}”. Give one of them another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>type a name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>unknown inputs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>up to {width}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>used {count} times</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss has never been below {lowest}, while training loss has come down to {training}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss has risen from its best ({loss} in epoch {epoch}) to {level}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss has risen from its best ({loss} in epoch {epoch}) to {now}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss has risen {percent}% from its best ({loss} in epoch {epoch})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss has settled at {validation}, with a training loss of {training}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss has settled at {validation}, with a training loss of {training}. The best possible prediction would reach about {floor}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss has settled at {validation}, with a training loss of {training}. The loss of {model} is {loss}, not visibly lower: the rest is noise, as far as a wider network can tell.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss has settled at {validation}, with a training loss of {training}. The loss of {model} is {loss}: a little more can be learned.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss has settled at {validation}, with a training loss of {training}. The loss of {model} on the same rows is {loss}, so more can be learned.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss has settled at {validation}, with a training loss of {training}. They agree; the rest may be noise.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss has settled at {validation}. But all training rows have the same target: a prediction that ignores the inputs is right. Choose another target.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss has settled at {validation}. Neither the network nor the simple models tried beside it predict better than the same answer for every row ({constant}): the inputs seem to tell nothing about the target.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss is at {now} and keeps falling. More epochs would lower it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss is at {now} and was still falling on the whole when early stopping ended the run. With more patience it would get lower.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss is at {now}, and the same training comes to {later} after {epochs} epochs. More epochs would lower it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss is at {now}. The same training without early stopping comes to {later} after {epochs} epochs. With more patience it would get lower.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss is at {now}. These validation rows hardly show it, but together with {count} other splits they suggest that the loss on new data is {fall} lower after {epochs} epochs without early stopping. More patience would lower it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss is at {now}. These validation rows hardly show it, but together with {count} other splits they suggest that the loss on new data is {fall} lower after {epochs} epochs. More epochs would lower it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss {loss} → {other_loss}; gap {gap} → {other_gap}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>what it returns does not depend on what it is given.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>where it moved next</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>where training moved most</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>wired differently</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>y = {slope} x {sign} {intercept}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>yes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>yes/no</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>you do not have permission to read it. Ask its owner to allow it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>you do not have permission to write to this folder. Choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>your disk quota is used up. Free some space, or choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>zero_grad is left out, so the gradients of the last step, of norm {norm}, stay: backward adds to them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>zero_grad is left out. There was no gradient before this step, so nothing has changed yet; from the next minibatch on, every gradient is added to those before it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>zero_grad is left out: the gradient that the step before has left, of norm {stale}, is still there, and backward adds to it: {norms}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>zero_grad was left out, so what the step before has left is added to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{array} ({count} of {all})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{before} → {after}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{before} − {rate} × {step} = {after}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{best} {classes}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{block} {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{block} × {times}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{block} › {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{both} Between the two, at {corner}, the loss has a corner or a jump: no slope holds across it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{change}, better in none of {seeds} seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{change}, better in only {better} of {seeds} seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{change}, better in {better} of {seeds} seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{change}, lower in {better} of {seeds} seeds (on other validation rows)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{change}, no difference that can be told from chance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{classes} Always the largest class: accuracy {largest}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{clusters} clusters do not fit at the {corners} corners of {informative} informative features. Raise the informative features, or lower the classes or the clusters per class.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{columns} and {count} more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{column} = {strays} (known: {known})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} nodes are called “{name}”. Give the id of the one that you mean: {ids}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} nodes selected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} of the selected layers cannot be muted. The first: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} of {all} points lie outside the range of the training rows: there the networks extrapolate, and how wrong they are counts as anywhere else.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} of {rows} validation rows are exact copies of training rows, so the network has seen their targets: validation loss comes out too low. Remove the copies from the file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} of {rows} validation rows have a “{column}” that training rows have, too. The network may recognize them; others are likely predicted worse than validation loss says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} of {runs} overfit.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} parameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} params</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} reroute points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} uses</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{data} data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{data}, {task}, {shape} per row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{ending} {best} {kept}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{epoch}: {losses}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{filters} filters of {kernel}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{filters} filters of {kernel}, stride {stride}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{format} has no weights. Leave the option out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{framework}: its losses are {losses} apart. Rounding alone moves the program's own by {rounding}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{framework}: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{gaps} of {rows} rows have no value somewhere and are left out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{gaps} of {rows} rows have no value somewhere; medians and most frequent categories of the training rows are filled in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{given} shapes were given, but its forward takes: {names}. Give one shape for each.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{given} shapes were given, but the file has the inputs {names}. Give one shape for each.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{groups} groups</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{heads} heads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{heads} heads, {units} units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{hyperparameter}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{hyperparameter} = {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{hyperparameter} = {value} ({number} of {count})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{hyperparameter} = {value}: test error {error}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{informative} informative and {redundant} redundant features are more than the {features} features. Raise the number of features, or lower one of the others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{label} {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{label}: {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{layers} fewer layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{layers} more layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{layer} after {names}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{layer} after “{node}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{layer} does not fit in the place of “{node}”. Choose another one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{layer} in place of {count} activations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{layer} {how} after “{node}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{layer} {summary}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{losses} {overfitting}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} expects numbers of both signs, but “{node}” gives none below zero. Remove “{node}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} needs a single output, but “{node}” gives {shape}. Set the units of the last layer to 1, put a Dense layer with 1 unit behind it, or choose cross-entropy.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} needs classes to predict, but the target of the data is numeric. Choose mean squared error, or Auto.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} needs numbers to predict, but the data have {count} classes. Choose cross-entropy, or Auto.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} needs one output for each number to predict ({count}), but “{node}” gives {shape}. Set the units of the last layer to {count}, or put a Dense layer with {count} units behind it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} needs one output for each of the {count} classes, but “{node}” gives {shape}. Set the units of the last layer to {count}, or put a Dense layer with {count} units behind it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} needs two classes, but the data have {count}. Choose cross-entropy, or Auto.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} turns the outputs into probabilities itself, but “{node}” already does so, which slows learning. Remove “{node}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{low} to {high}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} ({id})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} ({sure}): {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}: {brought}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}: {brought}. That tells nothing: lower the learning rate first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}: {brought}: a little more than noise is left.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}: {brought}: the rest is noise, as far as a wider network can tell.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}: {brought}: this network is too small.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{new} instead of {old}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{node} {norm}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{node}, {port}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{node}: {label} {old} → {new}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{node}: {old} → {new}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{node}: {parameter}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{noise} The network memorizes it, and the validation rows do not have it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{none}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{noun} above {bound}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{noun} of at least {bound}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{noun}, at most {bound}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{noun}, below {bound}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{number} is too large for {dtype}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{outer} › {inner}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{packages} is not installed. Install it with: python -m pip install {packages}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{parameter} of “{node}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{parameter} of “{node}” {value} → {half}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{parameter} {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place}  {up} × {local} = {product}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place} is the first with a category that is not in the training data: {unknown}. Correct them, or remove their rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place} is too far from the training rows to be normalized by them. Correct it, or remove the row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place} seems to hold names or units, and is read as values. Set Line of units to yes, or remove the line above it from the file if that is a title.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place}: column “{column}” has no value. Rows with such gaps: {rows} of {all}. Fill it in, remove the row, leave the column out, or choose under “Missing values” what happens to them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place}: column “{column}” has no value. Rows without one: {rows} of {all}. No training row had a gap there, so there is nothing to fill it with. Fill it in yourself, or remove the row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place}: column “{column}” holds {value}, far from all other values ({count} such). It would drown them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place}: column “{column}” holds {value}, which is too large to compute with. Correct it, or leave the column out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place}: column “{column}” holds “{value}” where a {kind} is expected. Correct it, leave the column out, or make it a category.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place}: column “{column}” holds “{value}” where a {kind} is expected. Correct it, or remove the row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place}: column “{column}” holds “{value}”, which is not written as “{example}” in the data of the training. Write it so, or remove the row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place}: the names of another table seem to begin here (“{text}”). Keep one table in a file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place}: “{text}” in “{column}” has lost letters ({rows} such rows): the program that wrote the file did not know their encoding. Export the table again, as UTF-8.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place}: “{text}” in “{column}” is probably “{meant}” ({rows} such rows): it was read in a wrong encoding before the file was written. Export the table again, as UTF-8.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place}: “{text}” seems to sum up other rows ({count} such); it would be learned as a row like any other.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{point}: 0-1 loss after Domingos: bias {bias}, variance {variance} (net {net}), noise {noise}, test error {error}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{point}: stopped before all {count} networks had finished training, so it is not compared with the others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{point}: {count} of {all} networks diverged and were left out. Lower the learning rate, or clip the gradients.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{point}: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{point}: {reading}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{problem} Nothing of this run was saved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{problem} This run is not saved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{problem} To use it anyway, pass it with --out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{read} Lines skipped above the table: {skip}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{read} Lines skipped below the table: {remarks}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{read} Lines that begin with # are skipped.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{read} Lines that repeat the names are skipped.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{reason}, so the project is trained here without a window.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{rise}, but only just now. More epochs will show whether it stays there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{rise}, but training loss has fallen little meanwhile. A few validation rows may be the cause; try other seeds, or validate on more rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{rise}, while training loss has come down to {training}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{rows:,} test rows, run {run} at its best epoch {epoch}: loss {loss}, {metric} {value} (± standard error). {advice}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{rows:,} test rows, run {run} with its imported weights: loss {loss}, {metric} {value} (± standard error). {advice}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{rows} of {training} have another class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{rows} rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{rows} rows of {features} numbers do not fit into memory. Choose fewer rows, or fewer features.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{runs} seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{runs} seeds: best {best}, end {end}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{run}, drawn in another way</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{said} None of these rows is of class {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{seconds:,} s left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{shape} values enter: one row for each row of the data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{share:.0%} of the rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{share:.0%} of the std. dev.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{short} The first column seems to hold row names, and is the one without a name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{short} The last column is taken for the one without a name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{size} along axis {axis}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{state} since epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{state} since epoch ≈ {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{step} / (√{squares} + {epsilon}) = {found}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{text}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{times} times as wide</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{title}, {training} train / {validation} validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{title}, {training} train / {validation} validation / {test} test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{title}: {share} × {before} + {rest} × {new} = {mean}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{type}, muted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{units} units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{units} units, bidirectional</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{unused:,} of {rows:,} rows are left out by the limit on training rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{value} (unchanged)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{weights} and {count} others</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{weights} weights are {ratio} for each of the {rows} rows; {left} cannot memorize them so easily.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{weight}: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{weight}: “{node}”: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{what} Write all of them as numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{what} at {place}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{why} It may have set in anywhere from epoch {first} to {last}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{why} The gap between the two losses is only {percent}% of what the same answer for every row costs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{why} When it set in, these rows do not show.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{width}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{words} · {count} parameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>× {times}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>× {times}, shared weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>–</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{column}” alone tells the target “{target}” in every row. If it is known only afterwards, or computed from the target, leave it out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{column}” is predicted as a number; its values are {count} different whole numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{few}” has {rows} training rows, “{many}” {more}. {accuracy} of the validation rows are right, but the mean over the classes is {balanced}: small classes are missed. With these weights every class counts the same in the loss.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” belongs to epoch {epochs}, but the history ends at epoch {known}. Train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” cannot be deleted: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” cannot be imported: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” cannot be opened: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” cannot be read as a table. A list of records is expected, as in [{{…}}, {{…}}], a record in each line, or columns of equal length. Met: {error}. Correct it, or save the table as CSV.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” cannot be read as a table: it is damaged, or of a different type than its name says. Choose another file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” cannot be read: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” cannot be read: {reason} Choose another file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” cannot be used: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” could not be read: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” could not be written: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” does not fit into memory. Use only part of its rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” does not fit into the memory of this computer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” has column names, but no rows. Add rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” has no column {missing}, which the network needs. Its columns are {columns}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” has not been allowed to run. Allow it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” has {size:.1f} GB; at most {most:.0f} GB can be read. Use only part of its rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” holds more than {most:.0f} GB of text. Use only part of its rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” holds more than {most} MB of JSON, the most that can be read. Save the table as CSV or Parquet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is JSON. Let its name end with .json, and choose it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is Python code, which would be run on this computer. Read it, then allow it with --allow.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is Python code. To import it, it is run on this computer, with all that it imports. Run it?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is a folder, where a file is expected. Remove it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is a folder. Choose a project file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is a folder. Choose the name of a file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is a link, and links are not followed here. Replace it with what it points to.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is a network of another framework. Make an ONNX file of it, for example with tf2onnx, and import that.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is compressed. Unpack it, and choose the table in it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged and cannot be read. Train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged at line {line}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged, or no ONNX file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: how often the test rows were opened is lost. Remove it to open them again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: it does not describe a training run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: it does not describe an experiment.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: it is not the history of a training run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: its operator “{node}” reads “{name}”, which nothing before it gives. Export it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: its weights do not belong to the network of this run. Train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: the epoch that was restored is lost, and the best one is used. Restore it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: the name and the pin of this run are lost. Name it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: the project in it cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: {what} in it does not belong to this run. Restore an epoch of the run, and continue from there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is empty. Choose a file with a table.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is missing: the run ended before it was written, or it was deleted. Train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is neither a Python file (*.py) nor an ONNX file (*.onnx). Choose one of these.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is neither a command nor a file. See netbuilder --help.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is not a regular file, so it is not opened. Remove it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is not a regular file. Choose a project file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is not a regular file. Choose another name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is not a text file. Save the table as CSV, and choose that.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is not opened: it holds weights without the network, or a pickled module, which could run any code. Write a function that makes the module and loads the file into a Python file, and import that.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is not written in the encoding that is set. Set Encoding to automatic, or save it as CSV in UTF-8.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is packed by gzip, and damaged or cut off. Get it again, or choose another file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is too large for a project: {size} MB, where {most} MB are allowed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is too large: {size}, where at most {most} are expected. Remove it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is write-protected. Choose another name, or allow writing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is {kind}, not a table. Save the table as CSV, and choose that.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}”: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{first}” and its kind hardly pass on a gradient, and through {count} of them almost none arrives at the first layers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{folder}” cannot be read: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{folder}” is a link, so the runs in it are not read, and none is written to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{folder}” is not a folder. Remove it, or rename it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{folder}” is not a run of NetBuilder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{label}” of {owner} must be {expected}, but got {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{name}” is no torch.nn.Module, and gives none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{name}” needs arguments to be made: {arguments}. Write a function without arguments that returns the module or an instance into the file, and name it with --class.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” can be opened once the shape of what arrives is known. Connect its inputs, and choose data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” cannot be muted: it is where values enter or leave. Mute a layer between them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” cannot be muted: only a layer with one output can, but it has {count}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” cannot be muted: what passes it by must come from exactly one wire, but {count} lead to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” cannot be opened yet: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” cannot be opened: its “{input}” is empty.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” cannot be opened: no operation here does what a part of it does ({operation}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” cannot be part of a block: it is where values enter or leave. Leave it out of the selection.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” cannot feed itself. Draw the wire to another layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” computes nothing of its own, so no moment is about it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” computes nothing of its own, so there is nothing to detach.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” does not change with it here: the local derivative is 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” does not have exactly one input. Remove it yourself.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” from {width} up to {more}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” gives no number above zero, so the network cannot predict one. Remove “{node}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” gives no number below zero, so the network cannot predict one. Remove “{node}”, unless the target is never negative.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” gives only numbers between 0 and 1, so the network cannot predict others. Remove “{node}”, unless the target is between 0 and 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” has no input port: it is an input of the network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” has no output port: it is an output of the network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” has no port “{port}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” holds {share} of the {weights} weights, for only {rows} rows. With half of the numbers set to zero at every step, no weight can rely on another to recognize a row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” in “{block}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” is a block: open it with Enter.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” is muted, but what is in it would not be. Unmute it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” is not a block. Select a block.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” is read {count} times, so the gradients that come back are added (their norms: {terms}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” outputs one value: {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” outputs {shape} values, all of them {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” outputs {shape} values, from {low} to {high}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” reads {length} steps, which would be drawn one by one. It can be opened for sequences of at most {most}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” repeats one block with shared weights, which single layers cannot have. Turn off Shared weights, or set Repeat to 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}”: {problem}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{owner}” has no parameter “{name}”. Remove it, or check its spelling.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{owner}” is inconsistent: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{path}” is a module of TorchScript (torch.jit), which does not show what it calls. Import the module that it was made from.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{path}” is not a file, but a folder or a device. Choose a file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{text}” is a class of the target ({count} rows). Does it stand for “no value”?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{text}” is not a list of numbers. Type them like this: 1 2; 3 4.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{vary}” is not one of: {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{what}” at {where} has no layer: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{what}” at {where} is not the same: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{where}” cannot be {value}. Correct it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{where}” is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{where}” is not allowed here. Remove it, or check its spelling.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{where}” must be {expected}, but it is {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>… {count} more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>↑, ↓, PgUp, PgDown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>≤</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>≥</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
