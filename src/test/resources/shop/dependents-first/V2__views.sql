-- DROP TABLE cart; is but a comment
DROP VIEW ${seen} CASCADE;
