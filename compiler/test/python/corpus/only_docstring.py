"""Nothing else."""
