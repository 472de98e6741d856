"""The panels around the drawing: forms, problems, curves, code and runs. Each only follows the bridge.

Panels never style themselves; they say what a widget is, and the application's style sheet says how that looks.
The dynamic properties in use:

- ``role`` of a QLabel: ``title`` (name of what is shown), ``section`` (heading of a group), ``hint`` (muted help),
  ``error`` and ``warning`` (a sentence about a problem), ``value`` (a fact that can be selected and copied),
  ``empty`` (what to do next in an empty panel).
- ``role`` of a QFrame: ``card`` (raised, with a border), ``notice`` (a problem with its repair; also has ``severity``
  ``error`` or ``warning``).
- ``role`` of a button: ``link`` (looks like text), ``segment`` (one of a row of exclusive choices; checkable),
  ``quiet`` (no border until hovered).
- ``invalid`` (bool) of a field: what stands in it is not accepted; it wants a danger-coloured border.
- ``role`` of a QPlainTextEdit: ``code``.

Object names: ``inspector``, ``properties``, ``data-panel``, ``training-panel``, ``curves``, ``problems``, ``code``,
``runs``.
"""
