-- A queue leaves many dead rows behind, through which every claim would walk; and what is deleted about readers
-- should not lie in the files until a fifth of the table has changed.
ALTER TABLE "deliveries" SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 100, autovacuum_vacuum_cost_delay = 0);--> statement-breakpoint
ALTER TABLE "subscribers" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1);--> statement-breakpoint
ALTER TABLE "deletions" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1);--> statement-breakpoint
ALTER TABLE "marks" SET (fillfactor = 50);--> statement-breakpoint
ALTER TABLE "gates" SET (fillfactor = 50);
