/** What a room sold minute by minute, read from the log of facts. */
@NullMarked
package dev.afterglow.commerce.ledger;

import org.jspecify.annotations.NullMarked;
