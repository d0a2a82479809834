"""Sphinx configuration."""

import whipcount

project = "whipcount"
author = "The whipcount authors"
release = whipcount.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.mathjax"]
myst_enable_extensions = ["dollarmath", "colon_fence"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "whipcount"
exclude_patterns = ["_build"]
suppress_warnings = ["myst.xref_missing"]
