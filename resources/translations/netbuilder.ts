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
   <source>Export script…</source>
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
   <source>Arrange</source>
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
   <source>Train the network from fresh weights, or go on after a pause</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pause</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pause the training; press again to go on</source>
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
   <source>End the training and keep what it has reached</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repeat with 8 seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train with one seed after another, to see what is luck</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Continue last run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train on from where the last run ended</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore best epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take the network back to the epoch with the lowest validation loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remedies…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>List all that may help this run, with the reasons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias–variance lab…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measure bias², variance and noise of this drawing on many training sets</source>
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
   <source>Curves and predictions alone, large enough for a projector; Esc leads back</source>
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
   <source>Resume</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AllGood</name>
  <message>
   <source>No problems. Ready to train.</source>
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
 </context>
 <context>
  <name>Canvas</name>
  <message>
   <source>Canvas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name of the node</source>
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
   <source>Places</source>
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
   <source>The fan: one drawing, {count} networks{at}</source>
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
   <source>While they train{at}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ChartStack</name>
  <message>
   <source>Which picture is shown</source>
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
   <source>Copy the whole program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The program of the drawing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click a line to find its layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The code appears here as soon as the drawing is sound.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ColumnEditor</name>
  <message>
   <source>Automatic</source>
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
   <source>the run before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run}, the one before</source>
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
   <source>NetBuilder has met an error that it did not expect.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your work is still there: save it. The details below help whoever mends the error.</source>
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
   <source>Smooth the lines by a centred mean over {light} (light) or {strong} (strong) of the epochs, near the start over fewer. What was measured stays in sight, paler.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Smooth: {strength}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the curves as a picture or as numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the curves</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PNG picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SVG drawing</source>
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
   <source>No training yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{epochs} epochs. Loss at the end: training {training}, validation {validation}. Lowest validation loss: {lowest} in epoch {best}.</source>
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
   <source>Epoch {epoch}:  training {training} · validation {validation}</source>
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
   <source>There is nothing to show yet.</source>
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
   <source>Filled points are training rows, rings are held out.</source>
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
   <source>How likely it is that the noise of the curves has not misled this diagnosis</source>
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
   <source>Take the edit back, and show the run before it</source>
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
   <source>least test error: epoch {epoch}</source>
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
   <source>test error, measured</source>
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
   <source>Measure the drawing as it is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sweep a hyperparameter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measure the drawing with a hyperparameter at several values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give values for the hyperparameter, such as 4, 8, 16.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many training sets are drawn, each for a network of its own</source>
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
   <source>Rows only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weights only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What differs from network to network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The values that the hyperparameter takes, one after the other</source>
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
 </context>
 <context>
  <name>ExportDialog</name>
  <message>
   <source>Export script</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Framework</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The script</source>
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
   <source>Save script</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The script trains this network by itself and reaches the same losses.</source>
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
   <source>Each move trains again, from the same seed.</source>
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
   <source>not known yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the data</source>
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
   <source>The fan of fits</source>
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
   <source>test rows, the hardest first</source>
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
   <source>Figures</source>
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
   <source>as drawn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>least test error</source>
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
   <source>{epoch} (least test error)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{epoch} (last, least test error)</source>
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
   <source>Changed on the disk</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{name}” was changed by another program since it was read here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replacing it loses what was written there meanwhile.</source>
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
   <source>“{name}” is already there. Replace it?</source>
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
   <source>Tables (*.csv *.tsv *.txt *.parquet);;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a data file</source>
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
  <name>Images</name>
  <message>
   <source>Images of the data</source>
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
   <source>Nothing had been measured by then.</source>
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
   <source>Little bias, little variance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not enough resamples to tell</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The networks are wrong together (bias² {bias2}) more than they disagree (variance {variance}). A larger network, or more epochs, can do better.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The networks are wrong together (bias² and noise {bias2}) more than they disagree (variance {variance}). A larger network may do better, unless it is noise.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The networks disagree (variance {variance}) more than they are wrong together (bias² {bias2}). More rows, a smaller network, fewer epochs or more regularisation can do better.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias² ({bias2}) and variance ({variance}) matter little: most of the test error is noise.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias² {bias2} and variance {variance} are too close to each other. Take more networks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One network does not vary</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias² and variance cannot be told apart. Take at least 2 networks, better 50.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing could be measured</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best as drawn, at {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best at {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The test error is least there: {error}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As drawn, at {value}, it is {error}.</source>
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
   <source>Beyond the peak at {value} it falls again, but the networks do not meet all their training rows there: this is no double descent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The networks disagree more than they are wrong together: more rows would help.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They are wrong together more than they disagree: a larger network can help more than more rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They are wrong together more than they disagree: unless it is noise, a larger network can help more than more rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Most of it is noise: neither more rows nor a larger network would help much.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bias² and variance are too close. Take more networks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With {rows} rows the test error is {test}, the training error {training}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped early: these are the figures of what was done by then.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing is trained on many training sets. At each test point, f are the predictions of the networks, f̄ is their mean, t what is to be expected there, y what is met.</source>
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
   <source>Noise: what nobody can predict</source>
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
   <source>Bias² + noise: how far the mean is from what is met</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>These rows are real: nobody knows t, so bias² and noise cannot be told apart.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>0-1 loss after Domingos (2000): bias is where most networks are wrong, variance where a network differs from most.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>± is the standard error over networks. Estimates are unbiased: a bias² near zero may come out below it. Geman, Bienenstock &amp; Doursat (1992).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The project has been edited since. These figures are of the project as it was.</source>
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
   <source>Measure how much this drawing is off, and how much it is luck.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the lab…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All pictures, sweeps of any hyperparameter, and the figures, in a window of their own</source>
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
   <source>Save the pictures or the figures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PNG picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SVG drawing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CSV table of the figures</source>
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
   <source>The first networks are on their way …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train this drawing on many training sets, and see how far it is off, how much it depends on the luck of the draw, and what nobody can predict.

Press Measure.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save what was measured</source>
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
   <source>No layer is called “%1”. Try a shorter word.</source>
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
   <source>Bias² and variance at each place</source>
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
   <source>none: 0 · full colour: {top}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the rows were drawn from is not known: variance alone. {scale}</source>
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
  <name>MainWindow</name>
  <message>
   <source>This network overfits. Press Train and watch the two losses part ways.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a project without a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>NetBuilder was not closed properly. Unsaved work on {name} was kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring it back</source>
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
   <source>Tool bar</source>
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
   <source>Map of the drawing</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Mistakes</name>
  <message>
   <source>No validation row is taken for another class.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wrong: {count}, the most certain first</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NodeForm</name>
  <message>
   <source>{count} layers of different kinds are selected. Select layers of one kind to edit them together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing is empty. Drag a layer from the palette to the canvas.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing has {layers} layers and {parameters} parameters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Select a layer in the drawing to see and change its settings.</source>
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
   <source>{what}: {change} (judged by other rows).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run before → this one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {before} → run {after}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the run before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>run {run}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compared with {run}, whose curves lie underneath.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trying: {remedy}. The curves of {run} lie underneath.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epoch {epoch} is restored: {change}.</source>
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
   <source>Palette</source>
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
   <source>pale: the present run</source>
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
   <source>overfitting since about epoch {epoch}</source>
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
   <source>Right: training {training}, validation {validation}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Typical error: training {training}, validation {validation}</source>
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
   <source>both as likely (0.5)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>two as likely</source>
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
   <source>The drawing has changed since. Train to see the new one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Train to see which rows the network takes for another class.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press Train to see the predictions beside the true values.</source>
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
   <source>Show “{node}” in the drawing</source>
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
   <source>End now, and keep what is done (F8)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress of the experiment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Waits until the training is over.</source>
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
   <source>Trying which way is faster …</source>
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
   <source>“{name}” has changes that are not saved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Without saving, they are lost.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{name}” was changed by another program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open it again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>NetBuilder projects (*.netb);;All files (*)</source>
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
   <source>What the slider tries is judged once it is let go.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looking at run {run} …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>(At epoch {epoch}.)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop and try:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The training under way is stopped for it, and kept.</source>
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
   <source>It takes the restoring back: the loss is {loss} there. Nothing is trained anew.</source>
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
   <source>The loss was {low} there and is {high} at the end. Nothing is trained again.</source>
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
   <source>End the repeats and keep what they have reached (F8)</source>
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
   <source>Figures, ± one standard error</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RightSide</name>
  <message>
   <source>Problems ({count})</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RunControl</name>
  <message>
   <source>Training is under way</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop the training?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What it has reached is kept, and it can be continued later.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PyTorch is still being loaded; training begins right after.</source>
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
   <source>The runs could not be moved beside the project; they are still in “{folder}”: {reason}</source>
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
   <source>Curves and weights are lost, and this cannot be undone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pinned among them: {count}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delete</source>
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
   <source>run {run}, epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>run {run}, best epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss has improved no more, and training stopped after {epochs} epochs.</source>
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
   <source>Best epoch {epoch}: validation loss {loss}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network is back at epoch {epoch} of run {run}. Continue trains on from there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network is that of the end of run {run} again, epoch {epoch}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network is back at epoch {epoch} of run {run}, its best. Continue trains on from there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run} was cut off in epoch {last}. The last weights on the disk are of epoch {epoch}: the network is there, and Continue trains on from there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run} is loaded: its drawing, data, settings and weights. Undo brings back the drawing of before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped in seed {number} of {count}.</source>
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
   <source>Put the drawing, the data, the settings and the weights of this run into the project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Continue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train on from where this run ended</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore best</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take the network back to the best epoch of this run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Overlay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lay the curves of these runs over those shown, or take them away</source>
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
   <source>Write all runs, with all their numbers, into a file for a spreadsheet</source>
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
   <source>Number and name. A tick lays its curves over those shown; F2 names it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What differs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How a run differs from most of these runs: drawing, data, settings, seed</source>
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
   <source>How many numbers the network learns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the starting weights, the order of the batches and dropout are drawn from</source>
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
   <source>Trained with something that the project no longer has: {difference}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network has the weights of this run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Taken back to epoch {epoch}.</source>
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
   <source>Every training is kept here, with its curves and its weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Repeat</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Train the network as it is drawn, with one seed after another</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What else can be done with the selected runs</source>
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
   <source>Experiments kept with the project: choose one to see it again</source>
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
  <name>Sheet</name>
  <message>
   <source>{count} × {title}</source>
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
  <name>ShortcutsDialog</name>
  <message>
   <source>Keyboard shortcuts</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StatusBar</name>
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
   <source>least error, as drawn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>least error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>as drawn</source>
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
   <source>Go back in time: cursor, predictions and readings show the network as it was after this epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make this epoch the network's; Continue trains on from there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the network as it is (Esc)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the network as it is</source>
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
   <source>“{node}” keeps the network from training. {problem}</source>
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
   <source>Repeatability</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{choice} – not on this machine</source>
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
   <source>Sure</source>
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
  <name>canvas</name>
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
   <source>Connect to…</source>
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
   <source>Delete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Insert a layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a layer…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paste</source>
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
   <source>Show everything</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>self.canvas</name>
  <message>
   <source>Let go to insert it into this wire</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Let go here to remove the wire</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Let go here to add a layer</source>
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
   <source>1 head</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 head, {units} units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 parameter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1,797 handwritten digits of 8×8 pixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>150 iris flowers of three species, measured in four ways (Fisher, 1936).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>178 wines of three growers, measured in thirteen ways.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>442 patients: ten measurements, and how far their diabetes progressed within a year.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>569 breast tumours, malignant or benign, by thirty measurements of their cells.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A CSV file: numbers and categories, and among them a column that the network learns to predict.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A Parquet file: numbers and categories, and among them a column that the network learns to predict.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A block that is repeated must have as many outputs as inputs, but this one has {outputs} and {inputs}. Set Repeat to 1, or change its ports.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A decay of {decay} keeps the weights too small to learn more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A hyperparameter is named NODE.PARAMETER, data.PARAMETER, training.PARAMETER, depth, NODE.depth or FIRST..LAST.depth, not “{name}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A layer that looks its numbers up in a table got a number that the table does not have. Choose normalisation “none”, and make the table large enough for the data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A name can have {most} characters, but this one has {count}. Shorten it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A path leads out of the selection through {nodes} and back into it. Select these too, or fewer layers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A run is resumed by itself. Leave out --resume or --seeds.</source>
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
   <source>A stratified split needs classes, but the target is a number. Choose a shuffled split.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A stretch of layers can come {least} to {most} times, not {times} times.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A wire ends in an input that it does not have. Remove that wire.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A wire leads out of it, but the answer leaves the network there. Remove the wire.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A wire starts at an output that it does not have. Remove that wire.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Activation</source>
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
   <source>Add a layer, after the selected one</source>
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
   <source>Add {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Adds branches number by number, as a skip connection does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All of them overfit.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All {rows} rows are of one class, “{name}”. Classification needs at least two.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Alpha</source>
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
   <source>Arranges the same numbers in another shape.</source>
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
   <source>At most training rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Attention</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Auto</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Auto: texts are classes, and so are whole numbers if there are at most ten different ones.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Auto: what fits the target.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Average pooling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batch norm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batch normalisation needs at least 2 rows in a batch, but got 1. Raise the batch size, or take more training rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batch size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batches of {batch} rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best epoch {epoch}: {part} loss {loss}, {metric} {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Beyond the peak at {hyperparameter} = {value} the test error falls again, but the networks do not meet all their training rows there: this is no double descent.</source>
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
   <source>Cancel what is under way</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cannot be judged</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Centres and scales each feature (of an image: each channel) by its mean and spread in the batch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Centres and scales the numbers of each row (of a sequence: of each step) by their own mean and spread.</source>
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
   <source>Class “{name}” is too small for a stratified split: {rows} in all, and none left for training. Choose a shuffled split, or add rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classes: the share of training rows that get another class. Numbers: 1 moves a target by as much as it spreads over the training rows (both as standard deviations). Validation and test rows keep theirs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Classification</source>
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
   <source>Column “{column}” holds values of the kind {kind}; only numbers and texts can be used. Leave the column out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” holds {count} different texts in {rows} rows: too many to be categories. Leave the column out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” holds {count} different values, too many to be classes (at most {most}). Choose regression, or another target.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{column}” writes its numbers with a comma, as in “{value}”. Write them with a point.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column “{target}” is the target, so it cannot be left out. Choose another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns can be chosen only from rows of numbers, but the data have {features} per row. Empty its columns.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns that the network does not see, separated by commas.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comma</source>
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
   <source>Ctrl and wheel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl+Arrow</source>
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
   <source>Data: {parameter}</source>
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
   <source>Delete, and close the gap</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dense</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Depth: “{node}” repeated</source>
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
   <source>Diverging</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draw {times} times as many rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drawing with {nodes} nodes and {wires} wires. Press Tab to walk through them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Draws each number of an image as a small patch of a larger one: a convolution run backwards.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dropout</source>
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
   <source>Each group of filters sees its own share of channels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each row is then seen beside the others of its batch of {batch}, never twice alike, which makes it harder to learn by heart.</source>
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
   <source>Early stopping is left out: every network trains for all {epochs} epochs.</source>
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
   <source>Epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Esc</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every output is a weighted sum of all inputs, in a sequence at each step alone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every size must be at least 1, but the shape is {shape}.</source>
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
   <source>Fewer rows are learned by heart more easily. The validation rows stay the same.</source>
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
   <source>Filters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Final gap</source>
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
   <source>Flat</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Flatten</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fresh rows cannot be drawn, so the training rows are drawn with replacement.</source>
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
   <source>Gives a share of the training rows another class. A powerful network learns them by heart.</source>
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
   <source>Go along a wire, or to the nearest card</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Groups</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Halve the noise of the data</source>
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
   <source>How far the clusters lie apart.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many are stacked on top of each other.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many hidden layers there are. The last one is repeated, with what belongs to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many numbers are added at each border.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many there are. The data hold whole numbers from 0 to one less.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many times the image grows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many units the hidden layers have. They keep their proportions.</source>
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
   <source>How much the network can bend: each step gives the layer behind more numbers to weigh.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much this output counts in the loss, where there are several.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How often each arm winds around the middle.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How often the sine curve swings.</source>
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
   <source>In the list of layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the second half training loss has still come down from {high} to {low}.</source>
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
   <source>Insert {layer}</source>
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
   <source>It compares the rows of a batch, but each batch is a single row. Set the batch size to 2 or more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It holds {share} of the {weights} weights; {rows} rows hardly need that many.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It lies on a loop, or behind one. Remove a wire, so that the network leads from inputs to outputs.</source>
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
   <source>It needs an image (channels × height × width), but gets {shape}, too few for its settings. Choose data with images, or another layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs an image (channels × height × width), but gets {shape}. Put a Reshape before it.</source>
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
   <source>It stands inside a block, where no data enter or leave. Move it outside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It takes its shape from the data. Choose data, or set its shape.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its columns must be a range such as 0:2 or a list such as 0, 3, but they are “{text}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its columns “{text}” must lie between 0 and {last}: the data have {count} features.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its extra must be smaller than its stride of {stride}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its inputs may differ only in their number of features or channels, but are {first} and {other}. Put a Flatten before each that is not one row of numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its numbers come from the training rows only, before noise is added.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its output goes nowhere. Connect it, or delete the node.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its output is not known yet: a layer before it has a problem.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its padding may be at most half of its window size of {size}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its shape is {shape}, but the data have {features} per row. Empty its shape to follow the data, or choose other data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its shape must be whole numbers from 1, at most one of them -1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its window spans {window}, but what it slides along is only {size} long, padding included. Choose a smaller window or more padding.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its {groups} groups must divide both the {channels} channels that reach it and its {filters} filters. Choose other numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its {heads} heads must divide the {features} features that reach it. Choose another number of heads.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its {width} is the narrowest place, and all that the network knows of a row must pass it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps one mean for each channel of an image or each feature of a sequence.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps the largest number of each channel of an image or each feature of a sequence.</source>
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
   <source>Kept in {folder}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kernel size</source>
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
   <source>Layer norm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Layers</source>
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
   <source>Leave out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Less noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lets positive numbers pass and a small share of negative ones, so that no unit falls silent for good.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lets positive numbers pass and bends negative ones smoothly towards a floor.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lets positive numbers pass and turns negative ones into zero.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Line</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Line {line} of “{file}” seems to lack a quotation mark, or to have one too many. Correct it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Load run {run}</source>
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
   <source>Lower learning rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MPS</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Makes an image larger by repeating its numbers, or by blending neighbours.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Makes targets of training rows wrong.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Max pooling</source>
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
   <source>Mixes the steps of a sequence by how much they concern each other, or with the steps of a second sequence.</source>
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
   <source>Moons</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More epochs</source>
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
   <source>Moves the inputs of the training rows at random, by a share of their spread.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Moves the inputs of the training rows at random. 1 moves a feature by as much as it spreads over these rows (both as standard deviations). Validation and test rows stay the same, without this noise.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Moves the targets of the training rows at random, by a share of their spread.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Multi-head attention</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Multiplies branches number by number, as a gate does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Multiply</source>
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
   <source>Networks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next layer, layer before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No Dask scheduler answers at “{address}”. Start one with “dask scheduler”, and give the address that it names, such as tcp://localhost:8786.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No added noise</source>
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
   <source>No input fits the output of “{node}”. Add a layer that takes it first.</source>
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
   <source>Noise of {noise} is what the network learns by heart once it knows the rest.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Noise seed</source>
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
   <source>Norm first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Normalisation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Normalises before each part instead of after it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note: {note}</source>
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
   <source>Nothing is left of {shape} after cutting {crop} from each border. Choose a smaller crop.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is selected. Select the layers that the block shall hold.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing of this training could be written into “{folder}”. Make room there, or allow writing, and train again to keep the run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Notice: {message}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Of the first of the two dense layers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On the canvas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One layer less</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One layer more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One network does not vary: bias² and variance cannot be told apart, only their sum. Take at least 2 resamples, better 50.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One seed says nothing about luck. Repeat with more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One size may be -1: it is then worked out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only a sweep can be spread over a scheduler. Add --sweep.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only {rows} rows teach {weights} weights, and {unused} more lie unused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only {rows} rows teach {weights} weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Optimizer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ordered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other seeds add other noise of the same strength.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other seeds draw other points from the same formula.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Output</source>
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
   <source>Over {runs} seeds training loss ends at {end} (mean ± standard deviation). There are no validation rows to judge it by.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Over {runs} seeds validation loss is {best} at its best and ends at {end} (mean ± standard deviation).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Overfitting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Padding</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parameters</source>
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
   <source>Predictions are not drawn over more than {most:,} numbers; these data have {numbers:,}. Training reads them all. Choose fewer rows to see the predictions.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Problem</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pulls the weights towards zero.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Puts the features (of images: the channels) of branches side by side.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PyTorch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Qt cannot draw it here ({reason}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Qt knows no platform “{platform}”, which QT_QPA_PLATFORM names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>RMSProp</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Random labels</source>
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
   <source>Redundant features</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Regression</source>
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
   <source>Repair</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reshape</source>
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
   <source>Row {row} holds {value}, which is not a number that can be computed with. Correct it, or lower the noise.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row {row} is too far from the training rows to be normalised by them. Choose another normalisation, or more training rows.</source>
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
   <source>Run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} cannot be deleted: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} cannot be read: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {number} has not finished an epoch, so there is none to restore.</source>
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
   <source>Run {number} keeps no weights. Train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run} has already reached epoch {epoch} of {epochs}. Give --epochs a larger number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {run} was trained on other data. Train to see predictions.</source>
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
   <source>Same</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Same: with zeros at the borders, so that a stride of 1 keeps the size.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Script: {file}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scroll with the mouse</source>
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
   <source>Seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seed {seed} ({number} of {count}):</source>
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
   <source>Set {parameter}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set {parameter} to {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shape</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shift+Arrow</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shuffled</source>
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
   <source>Silences a random share of the numbers while training, so that the network cannot lean on a few of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Slides small filters along a sequence.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Slides small square filters over an image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Slope</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Softmax</source>
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
   <source>Split seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Spread</source>
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
   <source>Starting weights, order of the batches, dropout.</source>
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
   <source>Stop after {patience} epochs without improvement</source>
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
   <source>Stopped early: these are the numbers of what was done by then.</source>
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
   <source>Tab</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tab, Shift+Tab</source>
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
   <source>Target column</source>
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
   <source>The block has no output. Put a Block output into it.</source>
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
   <source>The data are still being read. Wait a moment.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device met an index that does not exist and cannot go on. Choose normalisation “none” for layers that look their numbers up in a table, and start the program again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The display “{display}” does not answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The distance between the numbers that a filter sees.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing is empty. Drag an Input, some layers and an Output to the canvas.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The drawing or its data have changed since these weights were trained, and they no longer fit. Train from the start, or undo the changes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The end of this training could not be written into “{folder}”: the run has only what was written before. Make room there, or allow writing, and train again to keep all of it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The experiment could not be kept: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The features that the class depends on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file “{path}” is not there. Was it moved? Choose it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first line holds the names of the columns.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The font “{file}” is damaged: please install NetBuilder again.</source>
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
   <source>The inner radius as a share of the outer one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The largest length of the gradient; longer ones are shortened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The layers from “{first}” to “{last}” cannot be repeated. Choose a stretch that one wire leads into and one leads out of.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The least test error is at {hyperparameter} = {value}, but there are not enough resamples to tell it from all others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The least test error is at {hyperparameter} = {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The length of each vector.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss has not improved for {count} epochs. The best was epoch {best}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The loss is no longer a number, in epoch {epoch} at step {step}. The weights from the end of epoch {kept} are kept. Lower the learning rate, or clip the gradients.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The memory of the device “{device}” is not enough. Lower the batch size, make the network smaller, or choose the CPU.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The memory of this computer is not enough. Lower the batch size, or make the network smaller.</source>
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
   <source>The network has nothing to learn: none of its layers has weights. Put a layer with weights between input and output.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The number of resamples must lie between 1 and {most}, but is {count}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The optimizer has other settings than before, so it starts afresh.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The output cannot be written: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The project has changed since this run ({difference}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The project has changed since this run ({difference}): no remedy is offered.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The results of this training cannot be written into “{folder}”. Make room there, or allow writing: training goes on, and what is missing is written as soon as it can be.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run could not be kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The scheduler at “{address}” has no workers. Start some with “dask worker {address}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The share of a negative number that passes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The share of attention silenced in training.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The share of each batch in the running mean and spread.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The share of numbers that are silenced.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The share of rows whose class is drawn anew.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The split needs at least {needed} rows, one for each part, but the data have {rows}. Add rows.</source>
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
   <source>The table needs a target column and at least one other column, but has only {columns}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights of epoch {epoch} of run {number} are not kept. The nearest that are: epoch {nearest}.</source>
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
   <source>There are no test rows, so the networks are measured on the validation rows ({count}), which they do not learn from.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are no values to sweep “{name}” over. Give some, such as 4, 8, 16.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are too few rows to leave some out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no PNG: {reason} The SVG is there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no block “{block}” in the project.</source>
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
   <source>There is no hidden layer to widen or narrow. Put one in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no hidden layer whose repetition would make the network deeper. Put one in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no hyperparameter “{name}”. Is “{close}” meant?</source>
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
   <source>There is no node “{name}” in the drawing. There are: {nodes}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no node “{node}” in the drawing.</source>
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
   <source>These weights are those of another drawing, so its predictions cannot be shown. Train to see the new one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They must divide the number of features.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This machine has no device “{device}”. Available: {present}. Choose one of these, or auto.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This problem has no ready repair. Do what its sentence says.</source>
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
   <source>To spread a sweep over a cluster, Dask must be installed. Install netbuilder-desktop[cluster].</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Too early to tell</source>
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
   <source>Trained to epoch {epochs} ({seconds} s).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training loss does not come below {loss} with {weights} weights: the answer may bend more often than they can.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training loss is down at {loss}, and only ever larger weights lower it further: decay pulls them back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Training loss was at {low} once and is at {now}: the steps overshoot.</source>
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
   <source>Training: {parameter}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Transformer encoder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Transposed Conv 2D</source>
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
   <source>Turns the features (of an image: the channels) into logarithms of shares, for negative log-likelihood.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Turns the features (of an image: the channels) into shares that add up to 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two columns of “{file}” are named “{name}”. Rename one of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two interleaving half circles, one class each.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two networks give no standard errors of bias² and variance. Take at least 3 resamples, better 50.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two wires end in its input “{port}”. Remove one of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Underfitting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Upsampling</source>
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
   <source>Valid</source>
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
   <source>Validation share</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Variance</source>
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
   <source>Weight decay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weight decay of {decay}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What differs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the network gives is no longer a number. Lower the learning rate, and train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the network learns to predict. Empty: the last column.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the rows were drawn from is not known, so noise cannot be told from bias²: bias² holds both.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where the features of the data enter the network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where the loss is steep, one gradient throws the weights far away. Clipped, it cannot.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where the network's answer leaves, to be compared with the target.</source>
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
   <source>Wine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With a learning rate of {rate} the loss stops being a number: the steps overshoot by far.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With a learning rate of {rate}, training loss came down smoothly to {loss} in {epochs} epochs: there is room for larger steps.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With shared weights, what leaves the block must have the shape of what enters it, but {entering} enters and {leaving} leaves. Turn off Shared weights, or give it the same shape.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With {runs} seeds, every loss stopped being a number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With {weights} weights the answer can bend through each of the {rows} rows, with the noise of each; with half of the bends it must pass between them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Without “{node}”</source>
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
   <source>Your own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Z-score</source>
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
   <source>a chain holds at most one module with state</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a close call</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a list of whole numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a sweep ends with what was swept</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a whole number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a wire leads from “{source}” to “{target}”, but there is no node “{missing}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>about {figure}</source>
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
   <source>an experiment ends with its result</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>another drawing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>another drawing, of {layers} layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>another drawing, other data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>another program is using it. Close that program, and try again.</source>
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
   <source>cannot be read</source>
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
   <source>degree {degree}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>epochs</source>
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
   <source>high variance</source>
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
   <source>inputs move by {share:.0%} of their spread</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it calls itself version {version} of the format, but cannot be brought up to date ({reason}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it has the key “{key}” twice in one place. Remove one of them.</source>
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
   <source>it is cut off in line {line}, column {column}. Perhaps it was not copied in full.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it is damaged in line {line}, column {column}: {reason}.</source>
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
   <source>it is not a piece of a drawing.</source>
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
   <source>it is not there any more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it was copied in another version of NetBuilder. Copy it again in this one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it was saved by a newer NetBuilder (format {version}; this one reads up to {current}). Install the newest version to open it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>it would be larger than this system allows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its folder does not exist. Choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its lists are nested too deeply.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its name is too long. Choose a shorter one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its parameter “{name}” sets “{parameter}” of the node “{node}”, but there is no such parameter.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>its “version” must be a whole number from 1, but is {value}.</source>
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
   <source>less than {least}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>likely</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>neither bias nor variance is high</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>netbuilder {version}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no epoch is finished</source>
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
   <source>not enough resamples to tell bias from variance</source>
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
   <source>one of: {choices}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>only functions can be printed</source>
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
   <source>output {shape}</source>
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
   <source>rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>run {number} cannot be moved: {reason}</source>
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
   <source>tab</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>targets move by {share:.0%} of their spread</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>text</source>
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
   <source>the disk can only be read. Choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the disk does not answer as it should. Choose another disk, and have this one looked at.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the disk is full. Make room, or choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the disk of another computer is out of reach. Try again once it is back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the folder “{folder}” cannot be made: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the header is too long</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the loss is no number any more in epoch {epoch}. Lower the learning rate, or clip the gradients.</source>
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
   <source>the numbers do not fill the shape</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the optimizer's numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the random numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the sentence is too long</source>
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
   <source>the values do not fit the template</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>there is a file of this name. Choose another name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>there is a folder of this name already, with files in it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>there is a folder of this name. Remove it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>there is no block “{block}” in the file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>this folder does not let you write. Choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>too many files are open. Close other programs, and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss at the end {low} → {other_low}; without validation rows there is no more to say</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss has climbed from {best} to {now}. Lower the learning rate, or clip the gradients.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss has levelled off at {level}, and giving every row the same answer costs {constant}. The network is too small or learns too timidly, or the inputs tell little.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss has settled at {training}. Whether the network overfits cannot be said without validation rows. Set a validation share.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss has settled at {training}. Whether the network overfits cannot be said: a validation with fewer than {needed} rows (there: {rows}) decides nothing. Raise the validation share.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss has settled at {training}. Whether the network overfits cannot be said: all {rows} validation rows are of the class “{name}”. Split the data again, stratified.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>training loss is at {now} and keeps falling. The validation rows cannot judge it.</source>
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
   <source>two nodes have the id “{id}”. Give one of them another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>type a name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>up to {width}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss at the end {loss} → {other_loss}; gap {gap} → {other_gap}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss has never been below {lowest}, while training loss has come down to {training}.</source>
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
   <source>validation loss has settled at {validation}, beside a training loss of {training}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss has settled at {validation}. But all training rows have the same target: an answer that ignores the inputs is right. Choose another target.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss is at {now} and keeps falling. More epochs would lower it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss jumps about so much that a rise of {percent}% could not be seen. Lower the learning rate, take larger batches, or validate on more rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>validation loss {loss} → {other_loss}; gap {gap} → {other_gap}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>what draws it cannot be loaded ({reason}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>what draws it is not installed here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>what was measured does not belong together</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>wired differently</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>you may not read it. Ask its owner to allow it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>your share of the disk is used up. Make room, or choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{block} × {times}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{clusters} clusters do not find room at the {corners} corners of {informative} informative features. Raise the informative features, or lower the classes or the clusters per class.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} nodes are called “{name}”. Name the one that is meant by its id: {ids}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} nodes selected</source>
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
   <source>{layers} layers less</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{layers} layers more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{layer} after “{node}”</source>
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
   <source>{loss} makes probabilities of the outputs itself, but “{node}” has already done so: learning becomes slow. Remove “{node}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} needs a single output, but “{node}” gives {shape}. Set the units of the last layer to 1, or choose cross-entropy.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} needs classes to predict, but the target of the data is numbers. Choose mean squared error, or Auto.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} needs numbers to predict, but the data have {count} classes. Choose cross-entropy, or Auto.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} needs one output for each number to predict ({count}), but “{node}” gives {shape}. Set the units of the last layer to {count}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} needs one output for each of the {count} classes, but “{node}” gives {shape}. Set the units of the last layer to {count}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{loss} needs two classes, but the data have {count}. Choose cross-entropy, or Auto.</source>
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
   <source>{name}: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{new} instead of {old}</source>
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
   <source>{noise} It is learned by heart, and the validation rows do not have it.</source>
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
   <source>{outer} › {inner}</source>
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
   <source>{place}: column “{column}” has no value. Fill it in, remove the row, or leave the column out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place}: column “{column}” holds {value}, which is too large to be computed with. Correct it, or leave the column out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{place}: column “{column}” holds “{value}” where a number is expected. Correct it, or leave the column out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{point}: 0-1 loss after Domingos: bias {bias}, variance {variance} (net {net}), noise {noise}, test error {error}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{point}: stopped before all {count} networks had trained to the end, so it is not compared with the others.</source>
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
   <source>{problem} Nothing of this training was kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{problem} This training is not kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{problem} To use it all the same, name it with --out.</source>
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
   <source>{rise}, but training loss has fallen little meanwhile. A few validation rows may decide; try other seeds, or validate on more rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{rise}, while training loss has come down to {training}.</source>
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
   <source>{seconds:,} s left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{share:.0%} of the rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{share:.0%} of the spread</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{state} since about epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{state} since epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{text}</source>
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
   <source>{units} units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{units} units, both ways</source>
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
   <source>{value} (as drawn)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{weights} weights are {ratio} for each of the {rows} rows; {left} cannot learn each by heart so easily.</source>
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
   <source>{width}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{words} · {count} parameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>–</source>
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
   <source>“{file}” cannot be opened: {problem}</source>
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
   <source>“{file}” cannot be understood as a table: it is damaged, or of another kind than its name says. Choose another file.</source>
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
   <source>“{file}” does not fit into memory. Take a part of its rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” does not fit into the memory of this computer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” has {size:.1f} GB; at most {most:.0f} GB can be read. Take a part of its rows.</source>
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
   <source>“{file}” is a link, and links are not followed here. Put in its place what it leads to.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged and cannot be read. Train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged in line {line}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: it does not describe a training.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: it does not describe an experiment.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: it is not the history of a training.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: its weights are not those of this run's network. Train again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is damaged: the epoch that was restored is lost, and the best one counts. Restore it again.</source>
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
   <source>“{file}” is damaged: {what} in it are not those of this training. Restore an epoch of the run, and continue from there.</source>
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
   <source>“{file}” is neither a command nor a file. See netbuilder --help.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is not a text file. Save the table as CSV in UTF-8, and choose that.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is not an ordinary file, so it is not opened. Remove it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is not an ordinary file. Choose a project file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is not an ordinary file. Choose another name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” is not written in UTF-8. Save it as CSV in UTF-8, and choose that.</source>
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
   <source>“{file}” may not be read. Allow it, or choose another file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” may not be read. Ask its owner to allow it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{file}” seems to have one column, “{column}”. Choose “{separator}” as separator.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{folder}” cannot be read: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{folder}” is a link, so the runs that it leads to are not read, and none is written there.</source>
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
   <source>“{node}” cannot be part of a block: it is where values enter or leave. Leave it out of the selection.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” cannot feed itself. Draw the wire to another layer.</source>
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
   <source>“{node}” gives only numbers between 0 and 1, so the network cannot predict others. Remove “{node}”, unless the target lies between 0 and 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” has no input: data enter the network there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” has no output: the answer leaves the network there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” has no port “{port}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” has not exactly one input. Remove it by hand.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” holds {share} of the {weights} weights, against {rows} rows. With half of the numbers silent at every step, no weight can rely on another to know a row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{node}” is not a block. Select a block.</source>
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
   <source>“{owner}” does not hold together: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{owner}” has no parameter “{name}”. Remove it, or check its spelling.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{path}” is not a file, but a folder or a device. Choose a file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{vary}” is not among: {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{where}” has no meaning here. Remove it, or check its spelling.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{where}” is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“{where}”: {reason}, but it is {value}.</source>
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
 </context>
</TS>
