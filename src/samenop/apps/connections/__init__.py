"""Connected systems: their keys, their repeated requests and the messages sent to them."""
