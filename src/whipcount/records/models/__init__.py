"""Models of how members vote, behind one contract, and the logit that makes chances of their scores."""
