"""The user's language: texts of the engine and the window, translated."""
