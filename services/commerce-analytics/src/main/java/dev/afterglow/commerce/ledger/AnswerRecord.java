package dev.afterglow.commerce.ledger;

import dev.afterglow.commerce.demand.Sales;

/**
 * What a room sold after viewers' questions were answered.
 *
 * @param answered orders in minutes up to five minutes after an answer
 * @param otherwise orders in the others
 */
public record AnswerRecord(Sales answered, Sales otherwise) {}
