-- Keys are compared byte by byte, whatever the cluster's locale: lists page in this order, and prefixes use the index.
ALTER TABLE projections.document ALTER COLUMN key TYPE text COLLATE "C";
