"""How members voted before: the long table of past votes, what it tells of silent members, when it tells none."""
