"""How fast the program is, beside what people use today. Ratios within one run; nothing here is asserted in tests."""
