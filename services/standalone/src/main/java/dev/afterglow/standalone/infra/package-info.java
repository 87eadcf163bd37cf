/**
 * A real Postgres, a real Redis and a real single-node Kafka, from Maven artifacts, on loopback.
 */
@NullMarked
package dev.afterglow.standalone.infra;

import org.jspecify.annotations.NullMarked;
