CREATE TABLE `card_edits` (
	`change` text NOT NULL,
	`field` text NOT NULL,
	`person_id` text NOT NULL,
	`value` text NOT NULL,
	`source` text NOT NULL,
	`by` text NOT NULL,
	`agreed_by` text,
	`at` integer NOT NULL,
	`list_said` text NOT NULL,
	`state` text NOT NULL,
	PRIMARY KEY(`change`, `field`)
);
--> statement-breakpoint
CREATE INDEX `card_edits_state` ON `card_edits` (`state`,`person_id`);--> statement-breakpoint
CREATE INDEX `card_edits_person` ON `card_edits` (`person_id`);