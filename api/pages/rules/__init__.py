"""Pages on which a group reads its rules, tries out others, and adopts those a meeting agreed to."""
