-- Of updates only the day is kept: an exact time beside sealed rows of the same transaction would date those.
UPDATE "heard_updates" SET "heard_at" = date_trunc('day', "heard_at", 'UTC') + interval '24 hours';
