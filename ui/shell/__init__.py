"""The main window: menus, actions, docks, banners, status bar."""
