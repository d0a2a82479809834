"""The pages that are read: each a function from a request to HTML, JSON or CSV, by the ending of its address."""
