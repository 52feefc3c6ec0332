"""An election to an office: nominations, the ballot at a meeting, and what else ends or prolongs a term."""
