"""One decision as of a day: read, counted, forecast, bargained; asked by every face, answered once."""
