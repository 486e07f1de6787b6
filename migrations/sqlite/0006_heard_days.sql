-- Of updates only the day is kept: an exact time beside sealed rows that were written with it would date those.
UPDATE `heard_updates` SET `heard_at` = (`heard_at` / 86400000 + 1) * 86400000;
