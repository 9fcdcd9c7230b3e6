"""The ledger: what was decided and done, chained by hash, so that nothing of it can be changed, lost or moved unseen."""
