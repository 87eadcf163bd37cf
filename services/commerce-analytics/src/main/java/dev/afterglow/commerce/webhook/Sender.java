package dev.afterglow.commerce.webhook;

/**
 * Somebody who may push.
 *
 * @param format how they sign and what they say
 * @param rooms where that belongs
 */
record Sender(WebhookFormat format, Rooms rooms) {}
