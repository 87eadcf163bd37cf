/** Taking facts in: the call that records them, and the log in Kafka that holds them. */
@NullMarked
package dev.afterglow.commerce.intake;

import org.jspecify.annotations.NullMarked;
