"""The evidence locker and case.db."""
