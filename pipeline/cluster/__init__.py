"""The work of `kyyeu run` on a Dask cluster: the same arguments, the same output."""
