/** The kinds of records as openapi.yaml lists them; `make openapi` writes this file. */

export const appreciations = {
	"name": "appreciations",
	"practice": "wins",
	"address": "/wins/{win_id}/appreciation",
	"signals": [],
	"sent": [],
	"words": 1,
	"wordsOptional": false
};

export const ask_answer_withdrawals = {
	"name": "ask_answer_withdrawals",
	"practice": "asks",
	"address": "/asks/{ask_id}/answers/{answer_id}/withdrawal",
	"signals": [],
	"sent": [],
	"words": null,
	"wordsOptional": false
};

export const ask_answers = {
	"name": "ask_answers",
	"practice": "asks",
	"address": "/asks/{ask_id}/answers/{answer_id}",
	"signals": [
		"answer",
		"duration_seconds",
		"later_at",
		"started_at"
	],
	"sent": [
		"answer",
		"duration_seconds",
		"later_at",
		"started_at"
	],
	"words": 1,
	"wordsOptional": true
};

export const ask_withdrawals = {
	"name": "ask_withdrawals",
	"practice": "asks",
	"address": "/asks/{ask_id}/withdrawal",
	"signals": [],
	"sent": [],
	"words": null,
	"wordsOptional": false
};

export const asks = {
	"name": "asks",
	"practice": "asks",
	"address": "/asks/{ask_id}",
	"signals": [
		"area",
		"duration_seconds",
		"started_at",
		"wants_at"
	],
	"sent": [
		"area",
		"duration_seconds",
		"started_at",
		"wants_at"
	],
	"words": 1,
	"wordsOptional": false
};

export const check_ins = {
	"name": "check_ins",
	"practice": "checkins",
	"address": "/check-ins/{check_in_id}",
	"signals": [
		"at"
	],
	"sent": [
		"at"
	],
	"words": 1,
	"wordsOptional": false
};

export const conversation_breaks = {
	"name": "conversation_breaks",
	"practice": "conversations",
	"address": "/conversations/{conversation_id}/break",
	"signals": [],
	"sent": [
		"away"
	],
	"words": null,
	"wordsOptional": false
};

export const conversation_ends = {
	"name": "conversation_ends",
	"practice": "conversations",
	"address": "/conversations/{conversation_id}/end",
	"signals": [],
	"sent": [],
	"words": null,
	"wordsOptional": false
};

export const conversation_forgettings = {
	"name": "conversation_forgettings",
	"practice": "conversations",
	"address": "/conversations/{conversation_id}/forgetting",
	"signals": [],
	"sent": [],
	"words": null,
	"wordsOptional": false
};

export const conversation_joins = {
	"name": "conversation_joins",
	"practice": "conversations",
	"address": "/conversations/{conversation_id}/join",
	"signals": [],
	"sent": [],
	"words": null,
	"wordsOptional": false
};

export const conversation_steps = {
	"name": "conversation_steps",
	"practice": "conversations",
	"address": "/conversations/{conversation_id}/steps/{number}",
	"signals": [
		"says"
	],
	"sent": [
		"says"
	],
	"words": 1,
	"wordsOptional": true
};

export const conversation_takeaways = {
	"name": "conversation_takeaways",
	"practice": "conversations",
	"address": "/conversations/{conversation_id}/takeaway",
	"signals": [],
	"sent": [],
	"words": 1,
	"wordsOptional": false
};

export const conversations = {
	"name": "conversations",
	"practice": "conversations",
	"address": "/conversations/{conversation_id}",
	"signals": [
		"keeps",
		"mode",
		"speaks_first",
		"started_at",
		"turn_seconds"
	],
	"sent": [
		"keeps",
		"mode",
		"speaks_first",
		"started_at",
		"turn_seconds"
	],
	"words": 1,
	"wordsOptional": true
};

export const journal_pages = {
	"name": "journal_pages",
	"practice": "journal",
	"address": "/journal-pages/{page_id}",
	"signals": [],
	"sent": [],
	"words": 1,
	"wordsOptional": false
};

export const own_conversations = {
	"name": "own_conversations",
	"practice": "conversations",
	"address": "/own-conversations/{own_conversation_id}",
	"signals": [],
	"sent": [],
	"words": 1,
	"wordsOptional": false
};

export const pattern_acceptances = {
	"name": "pattern_acceptances",
	"practice": "patterns",
	"address": "/patterns/{pattern_id}/acceptance",
	"signals": [],
	"sent": [],
	"words": null,
	"wordsOptional": false
};

export const pattern_ends = {
	"name": "pattern_ends",
	"practice": "patterns",
	"address": "/patterns/{pattern_id}/end",
	"signals": [],
	"sent": [],
	"words": null,
	"wordsOptional": false
};

export const patterns = {
	"name": "patterns",
	"practice": "patterns",
	"address": "/patterns/{pattern_id}",
	"signals": [],
	"sent": [
		"replaces"
	],
	"words": 1,
	"wordsOptional": false
};

export const pause_ends = {
	"name": "pause_ends",
	"practice": "pauses",
	"address": "/pauses/{pause_id}/end",
	"signals": [],
	"sent": [
		"talk_at",
		"then"
	],
	"words": null,
	"wordsOptional": false
};

export const pauses = {
	"name": "pauses",
	"practice": "pauses",
	"address": "/pauses/{pause_id}",
	"signals": [
		"duration_seconds",
		"started_at"
	],
	"sent": [
		"duration_seconds",
		"started_at"
	],
	"words": 1,
	"wordsOptional": true
};

export const preferences = {
	"name": "preferences",
	"practice": "preferences",
	"address": "/preferences/{person_id}",
	"signals": [],
	"sent": [
		"check_in_reminder_at",
		"language",
		"notices",
		"quiet_from",
		"quiet_until",
		"zone"
	],
	"words": null,
	"wordsOptional": false
};

export const profiles = {
	"name": "profiles",
	"practice": "profiles",
	"address": "/profiles/{person_id}",
	"signals": [],
	"sent": [],
	"words": 1,
	"wordsOptional": false
};

export const readiness = {
	"name": "readiness",
	"practice": "readiness",
	"address": "/readiness/{person_id}/{area}",
	"signals": [
		"state"
	],
	"sent": [
		"duration_seconds",
		"reveal",
		"started_at",
		"state"
	],
	"words": 1,
	"wordsOptional": true
};

export const reflections = {
	"name": "reflections",
	"practice": "reflections",
	"address": "/reflections/{reflection_id}",
	"signals": [],
	"sent": [],
	"words": 1,
	"wordsOptional": false
};

export const ritual_acceptances = {
	"name": "ritual_acceptances",
	"practice": "rituals",
	"address": "/rituals/{ritual_id}/acceptance",
	"signals": [],
	"sent": [],
	"words": null,
	"wordsOptional": false
};

export const ritual_ends = {
	"name": "ritual_ends",
	"practice": "rituals",
	"address": "/rituals/{ritual_id}/end",
	"signals": [],
	"sent": [],
	"words": null,
	"wordsOptional": false
};

export const ritual_quiet_hours = {
	"name": "ritual_quiet_hours",
	"practice": "rituals",
	"address": "/rituals/{ritual_id}/quiet-hours",
	"signals": [],
	"sent": [
		"reminds",
		"ritual_edit"
	],
	"words": null,
	"wordsOptional": false
};

export const rituals = {
	"name": "rituals",
	"practice": "rituals",
	"address": "/rituals/{ritual_id}",
	"signals": [
		"kind",
		"lead_minutes",
		"recurrence"
	],
	"sent": [
		"kind",
		"lead_minutes",
		"recurrence",
		"replaces"
	],
	"words": 1,
	"wordsOptional": false
};

export const topic_readiness = {
	"name": "topic_readiness",
	"practice": "topics",
	"address": "/topics/{topic_id}/readiness",
	"signals": [],
	"sent": [
		"ready",
		"round",
		"said_at"
	],
	"words": null,
	"wordsOptional": false
};

export const topics = {
	"name": "topics",
	"practice": "topics",
	"address": "/topics/{topic_id}",
	"signals": [
		"revisit_on"
	],
	"sent": [
		"revisit_on"
	],
	"words": 1,
	"wordsOptional": false
};

export const wins = {
	"name": "wins",
	"practice": "wins",
	"address": "/wins/{win_id}",
	"signals": [],
	"sent": [],
	"words": 1,
	"wordsOptional": false
};

export const wobble_answer_withdrawals = {
	"name": "wobble_answer_withdrawals",
	"practice": "wobbles",
	"address": "/wobbles/{wobble_id}/answers/{answer_id}/withdrawal",
	"signals": [],
	"sent": [],
	"words": null,
	"wordsOptional": false
};

export const wobble_answers = {
	"name": "wobble_answers",
	"practice": "wobbles",
	"address": "/wobbles/{wobble_id}/answers/{answer_id}",
	"signals": [
		"answer",
		"duration_seconds",
		"later_at",
		"started_at"
	],
	"sent": [
		"answer",
		"duration_seconds",
		"later_at",
		"started_at"
	],
	"words": 1,
	"wordsOptional": true
};

export const wobble_cards = {
	"name": "wobble_cards",
	"practice": "wobbles",
	"address": "/wobble-cards/{person_id}",
	"signals": [],
	"sent": [],
	"words": 1,
	"wordsOptional": false
};

export const wobble_withdrawals = {
	"name": "wobble_withdrawals",
	"practice": "wobbles",
	"address": "/wobbles/{wobble_id}/withdrawal",
	"signals": [],
	"sent": [],
	"words": null,
	"wordsOptional": false
};

export const wobbles = {
	"name": "wobbles",
	"practice": "wobbles",
	"address": "/wobbles/{wobble_id}",
	"signals": [
		"duration_seconds",
		"started_at"
	],
	"sent": [
		"duration_seconds",
		"started_at"
	],
	"words": 1,
	"wordsOptional": false
};
