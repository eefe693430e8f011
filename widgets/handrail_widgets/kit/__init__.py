"""What every widget is made of and run by: elements, messages, states, effects."""
