/** Facts for a room: synthetic ones or a file's, played at their pace until Kafka has them. */
@NullMarked
package dev.afterglow.standalone.facts;

import org.jspecify.annotations.NullMarked;
