ALTER TABLE "import_batch" ADD COLUMN "made_topics" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "question" ADD COLUMN "first_lapse_on" text DEFAULT '' NOT NULL;