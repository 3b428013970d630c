INSERT INTO moods VALUES ('sad');
