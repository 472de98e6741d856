"""The panels around the drawing: forms, problems, curves, code and runs. Each only follows the bridge.

Panels never style themselves; they say what a widget is, and the application's style sheet says how that looks.
The dynamic properties in use:

- ``role`` of a QLabel: ``title`` (name of what is shown), ``section`` (heading of a group), ``name`` (of a node),
  ``hint`` (muted help), ``error`` and ``warning`` (a sentence about a problem), ``value`` (a fact), ``empty`` (what to
  do next in an empty panel).
- ``role`` of a QFrame: ``notice`` (a problem with its repair; also has ``severity``, ``error`` or ``warning``).
- ``role`` of a button: ``row`` (one of a list; shows only hover and focus), ``segment`` (one of a few exclusive
  choices; checkable), ``small``.
- ``role`` of a QPlainTextEdit: ``code``.
- ``invalid`` (bool) of a field: what stands in it is not accepted.

``resources/panels.qss`` holds their looks.

Object names: ``inspector``, ``properties``, ``data-panel``, ``training-panel``, ``curves``, ``fit``, ``problems``,
``code``, ``runs``.
"""
