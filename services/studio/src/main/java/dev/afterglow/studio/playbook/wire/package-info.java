/** Playbooks over REST. */
@NullMarked
package dev.afterglow.studio.playbook.wire;

import org.jspecify.annotations.NullMarked;
