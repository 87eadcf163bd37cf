package dev.afterglow.commerce.ledger;

/**
 * What viewers see of the presenter.
 *
 * @param lookId the look, 0 to 64 characters; empty where the avatar has one alone
 * @param layout how the picture is laid out, 1 to 32 characters
 */
public record Look(String lookId, String layout) {}
