"""By when: the coupled member-month hazard, its fit, and what members have said as evidence in it."""
