ALTER TABLE `import_batch` ADD `made_topics` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `question` ADD `first_lapse_on` text DEFAULT '' NOT NULL;