"""What if: a draft judgement, policy or scoring model tried on the live graph, down to its journeys, without changing it.

A draft is put in force and derived by the very code that would do so for good, in one transaction that is rolled back
(`docs/decisions/0024-whatif.md`). What is told of it is worked out here: who is merged and split, and how figures move.
"""
