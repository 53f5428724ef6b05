"""Tests of the handbook: unit, build and browser, with what they share."""
