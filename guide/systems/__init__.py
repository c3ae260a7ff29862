"""What a hospital's own systems ask the guide for, in the forms that they speak."""
