// Arrows: bent ribbons with a head where few are drawn, straight darts where many are.

// Shorter arrows are dots, in widths.
const SHORTEST: f32 = 3.0;
// Steps the shaft of a bent arrow is drawn in. `pipelines.rs` has the same number.
const STEPS: u32 = 10u;

struct ArrowOut {
    @builtin(position) position: vec4<f32>,
    // Of a dot, from its middle; of an arrow, sideways from its axis and forward from the back of
    // its head; in pixels.
    @location(0) local: vec2<f32>,
    // How far the ink reaches to either side here, in pixels.
    @location(1) half_width: f32,
    // How much nearer an edge is than it seems looking straight to the side.
    @location(2) @interpolate(flat) slant: f32,
    @location(3) @interpolate(flat) color: vec4<f32>,
    // 0: a part that goes on at both ends, 1: a head, which ends at its back, 2: a dot.
    @location(4) @interpolate(flat) part: u32,
};

fn left_of(along: vec2<f32>) -> vec2<f32> {
    return vec2<f32>(along.y, -along.x);
}

// A dot of its own where an arrow would be too short to be one.
fn as_dot(corner: u32, at: vec2<f32>, color: vec4<f32>) -> ArrowOut {
    var out: ArrowOut;
    out.color = color;
    out.part = 2u;
    out.slant = 1.0;
    out.half_width = 1.25 * frame.size;
    let own = min(corner, 3u);
    let sides = vec2(f32(own & 1u), f32(own >> 1u)) * 2.0 - 1.0;
    out.local = sides * (out.half_width + frame.halo_width + 0.5);
    out.position = clip_position(at + out.local);
    return out;
}

// Whether neither end is there to be seen. What only passes says nothing of the place.
fn off_target(from_px: vec2<f32>, to_px: vec2<f32>) -> bool {
    return !(on_target(from_px) || on_target(to_px));
}

fn on_target(px: vec2<f32>) -> bool {
    let margin = vec2(24.0);
    return all(px > -margin) && all(px < frame.target_size + margin);
}

// Of vertices 0 to 3 come the head's tip, twice, and the corners at its back; then pairs from there
// along the shaft to the start.
fn bent_corner(
    corner: u32,
    from_unit: vec2<f32>,
    to_unit: vec2<f32>,
    time: vec2<u32>,
    kind: u32,
) -> ArrowOut {
    var out: ArrowOut;
    out.position = nowhere();
    out.color = ink(kind, time);
    let start = project(from_unit);
    let end = project(to_unit);
    if out.color.a == 0.0 || off_target(start, end) {
        return out;
    }
    let chord = distance(start, end);
    if chord < SHORTEST * frame.size {
        return as_dot(corner, (start + end) / 2.0, out.color);
    }
    let control = (start + end) / 2.0 + left_of(end - start) * (2.0 * frame.bend);
    let head = min(4.5 * frame.size, 0.6 * chord);
    let head_half = head * 0.42;
    // The curve's end runs at twice the way from its control.
    let t_back = 1.0 - head / (2.0 * distance(control, end));
    let back = mix(mix(start, control, t_back), mix(control, end, t_back), t_back);
    let margin = frame.halo_width + 0.5;
    if corner < 4u {
        let length = distance(back, end);
        let along = (end - back) / max(length, 1e-3);
        let narrowing = head_half / max(length, 1e-3);
        let side = select(-1.0, 1.0, (corner & 1u) == 1u);
        out.part = 1u;
        out.slant = inverseSqrt(1.0 + narrowing * narrowing);
        // Far enough out that the ring around the head has room.
        let reach = margin / out.slant;
        var forward = -margin;
        if corner < 2u {
            forward = length + reach / narrowing;
        }
        out.half_width = head_half - narrowing * forward;
        out.local = vec2(side * max(out.half_width + reach, 0.0), forward);
        out.position = clip_position(back + along * forward + left_of(along) * out.local.x);
        return out;
    }
    let pair = (corner - 4u) / 2u;
    let side = select(-1.0, 1.0, (corner & 1u) == 1u);
    let t = t_back * (1.0 - f32(pair) / f32(STEPS));
    let at = mix(mix(start, control, t), mix(control, end, t), t);
    let along = normalize(mix(control - start, end - control, t));
    out.slant = 1.0;
    out.half_width = frame.size * mix(0.25, 0.5, t);
    out.local = vec2(side * (out.half_width + margin), 0.0);
    out.position = clip_position(at + left_of(along) * out.local.x);
    return out;
}

// Thin at its start, widest near its end: both sides of either, then the tip.
fn dart_corner(
    corner: u32,
    from_unit: vec2<f32>,
    to_unit: vec2<f32>,
    time: vec2<u32>,
    kind: u32,
) -> ArrowOut {
    var out: ArrowOut;
    out.position = nowhere();
    out.color = ink(kind, time);
    let start = project(from_unit);
    let end = project(to_unit);
    if out.color.a == 0.0 || off_target(start, end) {
        return out;
    }
    let chord = distance(start, end);
    if chord < SHORTEST * frame.size {
        return as_dot(corner, (start + end) / 2.0, out.color);
    }
    let along = (end - start) / chord;
    out.slant = 1.0;
    if corner == 4u {
        out.position = clip_position(end);
        return out;
    }
    let side = select(-1.0, 1.0, (corner & 1u) == 1u);
    var at = start;
    out.half_width = 0.2 * frame.size;
    if corner > 1u {
        at += along * max(chord - 3.5 * frame.size, 0.5 * chord);
        out.half_width = 0.7 * frame.size;
    }
    out.local.x = side * (out.half_width + 0.5);
    out.position = clip_position(at + left_of(along) * out.local.x);
    return out;
}

@vertex
fn vs_bent(
    @builtin(vertex_index) corner: u32,
    @location(0) from_unit: vec2<f32>,
    @location(1) to_unit: vec2<f32>,
    @location(2) time: vec2<u32>,
    @location(3) kind: u32,
) -> ArrowOut {
    return bent_corner(corner, from_unit, to_unit, time, kind);
}

@vertex
fn vs_dart(
    @builtin(vertex_index) corner: u32,
    @location(0) from_unit: vec2<f32>,
    @location(1) to_unit: vec2<f32>,
    @location(2) time: vec2<u32>,
    @location(3) kind: u32,
) -> ArrowOut {
    return dart_corner(corner, from_unit, to_unit, time, kind);
}

@fragment
fn fs_arrow(in: ArrowOut) -> @location(0) vec4<f32> {
    var from_axis = abs(in.local.x);
    if in.part == 2u {
        from_axis = length(in.local);
    }
    var inside = (in.half_width - from_axis) * in.slant + 0.5;
    if in.part == 1u {
        inside = min(inside, in.local.y + 0.5);
    }
    return ringed(in.color, saturate(inside), saturate(inside + frame.halo_width));
}
