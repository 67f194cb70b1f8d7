// Heat: how many records lie in each cell of a coarse grid.

struct SplatOut {
    @builtin(position) position: vec4<f32>,
    @location(0) @interpolate(flat) weight: vec4<f32>,
};

// What a record adds: so little that a million in one cell are within 16 bits. `ramp.wgsl` has the same number.
const RECORD: f32 = 0.015625;
// No cell needs more, and 16 bits hold no more.
const MOST: f32 = 60000.0;

// Sums in 16 bits stop growing at 2048 records, where these come one by one; four of them side by side at four times
// as much.
@vertex
fn vs_splat(
    @builtin(vertex_index) index: u32,
    @location(0) at: vec2<f32>,
    @location(1) time: vec2<u32>,
    @location(2) kind: u32,
) -> SplatOut {
    var out: SplatOut;
    out.position = nowhere();
    if ink(kind, time).a > 0.0 {
        out.position = clip_position(project(at));
    }
    out.weight = in_channel(index, RECORD);
    return out;
}

// Records that were counted before.
@vertex
fn vs_square(
    @builtin(vertex_index) index: u32,
    @location(0) at: vec2<f32>,
    @location(1) kind: u32,
    @location(2) records: u32,
) -> SplatOut {
    var out: SplatOut;
    out.position = nowhere();
    if ink(kind, frame.window).a > 0.0 {
        out.position = clip_position(project(at));
    }
    out.weight = in_channel(index, min(f32(records) * RECORD, MOST));
    return out;
}

fn in_channel(index: u32, weight: f32) -> vec4<f32> {
    let channel = vec4<u32>(index & 3u) == vec4<u32>(0u, 1u, 2u, 3u);
    return select(vec4<f32>(0.0), vec4<f32>(weight), channel);
}

@fragment
fn fs_splat(in: SplatOut) -> @location(0) vec4<f32> {
    return in.weight;
}
