// One domain 0, and tests that count what is left in it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
