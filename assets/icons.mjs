// The icons of the sprite, by their name in the Tabler set. `organisation-…` names are fixed per kind.
export const icons = [
  "adjustments", "affiliate", "alert-circle", "ambulance", "alert-octagon", "alert-triangle", "archive", "arrow-left",
  "arrow-right", "arrows-exchange", "bell", "bolt", "book", "broadcast", "building-community", "calendar", "chart-bar", "check",
  "chevron-down", "chevron-right", "circle-check", "clipboard-list", "clipboard-text", "clock",
  "clock-exclamation", "cloud-off", "command", "contrast", "device-desktop", "door", "download", "external-link",
  "eye", "eye-off", "file-text", "flag", "folder", "hand-stop", "headset", "heart-handshake", "heartbeat", "help", "history", "hourglass",
  "inbox", "info-circle", "key", "keyboard", "language", "layout-dashboard", "lifebuoy", "list-check", "lock", "lock-open",
  "logout", "map-pin", "menu-2", "message-circle", "microphone", "moon", "note", "pencil", "phone", "plus",
  "presentation", "printer", "report-analytics", "shield-lock", "radio", "refresh", "scale", "search", "send", "settings", "share", "star", "sun",
  "timeline", "trash", "user", "user-circle", "users-group", "wifi", "x",
];

// The places of the main navigation, by the name that frame/context.py gives them.
export const placeIcons = {
  board: "layout-dashboard",
  report: "headset",
  triage: "heartbeat",
  care: "lifebuoy",
  street: "map-pin",
  briefing: "presentation",
  figures: "chart-bar",
  books: "eye",
  connections: "affiliate",
  guidance: "book",
};

// Organisation kind → its one icon, the same on every screen.
export const organisationIcons = {
  control_room: "headset",
  police: "shield-star",
  crisis_service: "lifebuoy",
  care_desk: "phone-call",
  mental_health: "brain",
  ambulance: "ambulance",
  medical_transport: "bus",
  general_practice: "stethoscope",
  forensic_physician: "report-medical",
  addiction_care: "pill",
  sobering_place: "bed",
  shelter: "home-heart",
  veilig_thuis: "home-shield",
  youth_care: "mood-kid",
  municipality: "building-community",
  ggd: "vaccine",
  safety_house: "building-lighthouse",
  housing: "building-estate",
  prosecution: "gavel",
  probation: "user-check",
  care_institution: "building-hospital",
  fire_brigade: "firetruck",
  victim_support: "heart-handshake",
  community: "users",
  hub: "affiliate",
};
