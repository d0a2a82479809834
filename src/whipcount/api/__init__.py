"""The Python face: what ``import whipcount`` gives, a module a thing; the same answers as the page and the commands."""
