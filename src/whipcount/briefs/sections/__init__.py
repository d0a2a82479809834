"""From an analysis to the view model, a module a section."""
