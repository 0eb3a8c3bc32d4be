"""What stands under a policy and a date, and what follows from it by rules, with proofs."""
