CREATE TABLE "card_edits" (
	"change" text collate "C" NOT NULL,
	"field" text NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"value" jsonb NOT NULL,
	"source" text NOT NULL,
	"by" text NOT NULL,
	"agreed_by" text,
	"at" timestamp (3) with time zone NOT NULL,
	"list_said" text NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "card_edits_change_field_pk" PRIMARY KEY("change","field")
);
--> statement-breakpoint
CREATE INDEX "card_edits_state" ON "card_edits" USING btree ("state","person_id");--> statement-breakpoint
CREATE INDEX "card_edits_person" ON "card_edits" USING btree ("person_id");