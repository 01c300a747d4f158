/** Whether each switch of notices is on at first, from openapi.yaml; `make openapi` writes this file. */

export const SWITCHES = {
	"asks": true,
	"check_in_arrived": false,
	"check_in_reminder": false,
	"conversations": true,
	"patterns": true,
	"pauses": true,
	"rituals": true,
	"topics": true,
	"wobbles": true,
	"wobbles_in_quiet_hours": false
};
