"""The view model as HTML, Markdown, DOCX, PDF and JSON."""
