"""Nothing of anybody else."""
